# What `cmake --install` lays down.
include(GNUInstallDirs)
install(TARGETS comporta comportactl comporta-simulator RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES packaging/comporta.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/comporta.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES packaging/comportactl.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES packaging/dag.example.yaml packaging/job.example.yaml packaging/stacks.example.yaml DESTINATION ${CMAKE_INSTALL_DOCDIR})
