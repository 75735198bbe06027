//===- ExportData.h - The names gc knows of an imported package -*- C++ -*-===//
#ifndef OGO_FRONTEND_CHECK_EXPORTDATA_H
#define OGO_FRONTEND_CHECK_EXPORTDATA_H

#include "frontend/types/Package.h"
#include "llvm/ADT/DenseSet.h"

namespace ogo {

/// To gc, an unexported object of another package is undefined unless the
/// package's export data needs it.
class ExportData {
public:
  bool has(Package &P, const Object *O);

private:
  llvm::DenseMap<const Package *, llvm::DenseSet<const Object *>> Known;
};

} // namespace ogo

#endif
