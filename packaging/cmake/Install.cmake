# What `cmake --install` lays down.
include(GNUInstallDirs)
install(TARGETS comporta comportactl comporta-simulator RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
