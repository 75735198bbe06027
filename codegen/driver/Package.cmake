# What `cmake --install` and CPack take: the compiler, ogo-opt, and the resources
# that an installed ogo finds in ../lib/ogo of the folder it lies in, so that the
# prefix can be moved.
include(GNUInstallDirs)
set(OGO_RESOURCES ${CMAKE_BINARY_DIR}/lib/ogo)
install(TARGETS ogo ogo-opt RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
foreach(ARCH x86_64 aarch64)
  install(FILES ${OGO_RESOURCES}/libogort-${ARCH}.a DESTINATION lib/ogo OPTIONAL)
endforeach()
install(FILES ${CMAKE_SOURCE_DIR}/codegen/program.lds DESTINATION lib/ogo)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/runtime/overlay ${CMAKE_SOURCE_DIR}/runtime/generated DESTINATION lib/ogo
  PATTERN README.md EXCLUDE)
install(FILES ${CMAKE_SOURCE_DIR}/README.md ${CMAKE_SOURCE_DIR}/CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "the developers of ogo <ogo@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "ahead-of-time compiler for Go on LLVM")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# The shared libraries are those of Debian 12 and 13 alike. What programs are
# linked with (libc, the collector, GCC's own objects) has any version; Go's
# standard library has the one this ogo knows.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libc6, libgmp10, libmpfr6, zlib1g, libzstd1, libc6-dev, \
libgcc-12-dev | libgcc-14-dev | libgcc-13-dev, libgc-dev, golang-1.27-src")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "llvm-19")
include(CPack)
