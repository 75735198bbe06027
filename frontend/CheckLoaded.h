//===- CheckLoaded.h - From a loaded package to a checked one --*- C++ -*-===//
//
// What the front end does with one package of a build, all its phases put
// together.
//
//===----------------------------------------------------------------------===//
#ifndef OGO_FRONTEND_CHECKLOADED_H
#define OGO_FRONTEND_CHECKLOADED_H

namespace ogo {

class PackageLoader;
struct LoadedPackage;

/// Parses P if that was not done, and type-checks it; its imports must have
/// been checked. Only declarations, if DeclarationsOnly.
void checkLoaded(PackageLoader &Loader, LoadedPackage &P,
                 bool DeclarationsOnly = false);

} // namespace ogo

#endif
