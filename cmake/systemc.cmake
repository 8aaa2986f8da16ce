# Accellera's SystemC, which Debian ships without a CMake package: SYSTEMC_FOUND, and the flags to compile with it.
# Only the tests of the SystemC model need it; the model's library does not.
#
# The library exports a symbol that names the C++ standard it was built for, and a program asks for the one of its own
# standard, or the one it is told: Debian's library is C++17, this project C++20.
find_path(SYSTEMC_INCLUDE_DIR systemc)
find_library(SYSTEMC_LIBRARY systemc)
mark_as_advanced(SYSTEMC_INCLUDE_DIR SYSTEMC_LIBRARY)
if(SYSTEMC_INCLUDE_DIR AND SYSTEMC_LIBRARY)
  set(SYSTEMC_FOUND TRUE)
  set(SYSTEMC_FLAGS "-DSC_CPLUSPLUS=201703L -I${SYSTEMC_INCLUDE_DIR}" CACHE STRING
      "How to compile with SystemC; SC_CPLUSPLUS is the C++ standard of the library itself")
else()
  set(SYSTEMC_FOUND FALSE)
  message(STATUS "No SystemC (Debian: libsystemc-dev): the tests of the SystemC model are left out")
endif()
