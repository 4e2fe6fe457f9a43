// The unit that owns the precompiled header ClangPCH.h.
