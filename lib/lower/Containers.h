// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which types are containers and iterators of the standard library whose
// elements are followed.

#ifndef Z3TIDY_LOWER_CONTAINERS_H
#define Z3TIDY_LOWER_CONTAINERS_H

#include "lower/Types.h"

namespace z3tidy::lower {

enum class Container : uint8_t { None, Sequence, Set, Map };

Container containerForm(clang::QualType T);
/// Whether an element of the type is a place whose parts are followed: a
/// handle, an owner, a class of the program, a container of such, or a pair
/// with such members.
bool isFollowedElement(TypeInfo &Types, clang::QualType T);
bool isFollowedContainer(TypeInfo &Types, clang::QualType T);
/// What an iterator points to; null if it is none.
clang::QualType iteratorElement(clang::QualType T);

} // namespace z3tidy::lower

#endif // Z3TIDY_LOWER_CONTAINERS_H
