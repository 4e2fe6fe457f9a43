// Of the blocks of memory that one allocation makes, the newest one is known and all older
// ones are one block: what hangs at which node of a list is not known.
// fuzz: rc; fails: missed [\w-]+; where: (node|head)\d+->
int p0(Z3_context c) {
  struct node *head4 = NULL;
  while (more()) {
    struct node *node5 = calloc(1, sizeof *node5);
    node5->ast = Z3_mk_int(c, 7, Z3_mk_int_sort(c));
    Z3_inc_ref(c, node5->ast);
    head4 = node5;
    node5->next = head4;
  }
  while (head4) {
    struct node *next6 = head4->next;
    Z3_dec_ref(c, head4->ast);
    free(head4);
    head4 = next6;
  }
}
