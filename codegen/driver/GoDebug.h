//===- GoDebug.h - A program's GODEBUG settings -----------------*- C++ -*-===//
#ifndef OGO_CODEGEN_DRIVER_GODEBUG_H
#define OGO_CODEGEN_DRIVER_GODEBUG_H

#include "frontend/packages/PackageLoader.h"

namespace ogo {

/// The settings that a program has before GODEBUG is looked at, key=value,…
/// Reports those that do not exist.
std::string goDebugDefault(const LoadedPackage &Main,
                           const ModuleResolver &Resolver, Diagnostics &Diags);

} // namespace ogo

#endif
