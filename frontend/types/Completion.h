//===- Completion.h - What types ask of their checker ----------*- C++ -*-===//
//
// Types are used before the package that declares them is checked to the end:
// an instance is expanded when it is first looked at, and that may need a
// declaration nobody has come to yet. The checker is asked through this
// interface, which a type holds until it is finished; then the pointer is null
// and a type answers by itself. So types do not know the checker.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_TYPES_COMPLETION_H
#define OGO_FRONTEND_TYPES_COMPLETION_H

#include "frontend/basic/SourceManager.h"
#include <functional>

namespace ogo {

class Func;
class Object;
class Type;

class Completion {
public:
  /// Checks the declaration of O now, unless that is being done.
  virtual void declare(Object *O) = 0;
  /// Runs F when all of the package is checked: finishes what nobody asked for
  /// and takes the type's pointer away.
  virtual void atEnd(std::function<void()> F) = 0;

  // What is found out about an interface while its type set is computed, and
  // whether that is an error. At is where it is written; it may be invalid.
  /// Method M is there twice. Explicit: both by name, not by embedding.
  virtual void duplicateMethod(Pos At, Func *M, Pos FirstAt, Func *First,
                               bool Explicit) = 0;
  /// T is embedded. False if the file's language version has no such thing.
  virtual bool mayEmbed(Pos At, Type *T) = 0;
  /// A union has more terms than the Max that is supported.
  virtual void tooManyTerms(Pos At, unsigned Max) = 0;

protected:
  ~Completion() = default;
};

} // namespace ogo

#endif
