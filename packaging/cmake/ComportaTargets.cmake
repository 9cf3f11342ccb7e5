# How every target of ours is made: language level, warnings, defines and precompiled headers live here and nowhere else.

add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_include_directories(project_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(project_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Wold-style-cast
    # gcc 12 sees an overflow in "text" + std::string() where there is none (gcc bug 105651).
    $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow;-Wno-restrict>
    $<$<NOT:$<BOOL:${COMPORTA_UNITY}>>:-Wshadow> # which would warn of a neighbour's names
    $<$<BOOL:${COMPORTA_WERROR}>:-Werror>)
target_compile_definitions(project_options INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_NO_FOREACH QT_DISABLE_DEPRECATED_BEFORE=0x060400
    COMPORTA_VERSION="${PROJECT_VERSION}")

# Qt tells each test its folders by macros, which differ by folder and by checkout: they would void the precompiled header
# and every cached object. Nobody here asks for them.
set_property(TARGET Qt6::Test PROPERTY INTERFACE_COMPILE_DEFINITIONS QT_TESTLIB_LIB)

# One of these precompiled headers goes with each target of ours and decides how it is compiled:
#   pch_models, pch_ui    as CMake's Release says: libraries whose speed is a figure of CONTRIBUTING.md
#   pch_stack, pch_pages  lightly optimised: what waits for a server or for a person. Optimising is half of a build's time.
#   pch_tests             not optimised: run for a minute, compiled often
# The last three hold our own widest headers, too, whose parsing was a third of the time of each unit above them.
# COMPORTA_QUICK leaves these out, as each edit of theirs would void everything, and optimises nothing. A test must not call
# things of its own like our namespaces (stack, dag): only the whole build knows those of headers it does not include.
set(COMPORTA_OPTIONS_pch_models)
set(COMPORTA_OPTIONS_pch_ui)
set(COMPORTA_OPTIONS_pch_stack $<$<CONFIG:Release>:-O1>)
set(COMPORTA_OPTIONS_pch_pages ${COMPORTA_OPTIONS_pch_stack})
set(COMPORTA_OPTIONS_pch_tests $<$<CONFIG:Release>:-O0>)
if(COMPORTA_QUICK)
  foreach(pch pch_models pch_ui pch_stack pch_pages)
    set(COMPORTA_OPTIONS_${pch} -O0)
  endforeach()
endif()

if(COMPORTA_PCH)
  # comporta_pch(pch_stack HEADERS <QtCore/QtCore> … OWN models/stack/stack.h … LINKS Qt6::Core …)
  function(comporta_pch name)
    cmake_parse_arguments(ARG "" "" "HEADERS;OWN;LINKS" ${ARGN})
    if(COMPORTA_QUICK)
      set(ARG_OWN)
    endif()
    list(TRANSFORM ARG_OWN PREPEND ${PROJECT_SOURCE_DIR}/)
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${name}.cpp CONTENT "// Only there to own the precompiled header.\n")
    add_library(${name} OBJECT ${CMAKE_BINARY_DIR}/${name}.cpp)
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF)
    target_link_libraries(${name} PRIVATE project_options ${ARG_LINKS})
    target_compile_options(${name} PRIVATE ${COMPORTA_OPTIONS_${name}})
    target_precompile_headers(${name} PRIVATE ${ARG_HEADERS} ${ARG_OWN})
  endfunction()
  set(models <QtCore/QtCore> <QtNetwork/QtNetwork> <algorithm> <chrono> <functional> <memory> <optional> <string>
      <unordered_map> <variant> <vector> <qcoro/qcorotask.h> <tl/expected.hpp>)
  set(wide models/stack/stack.h models/verbs/context.h)
  set(libraries Qt6::Core Qt6::Network QCoro6::Core)
  comporta_pch(pch_models HEADERS ${models} LINKS ${libraries})
  comporta_pch(pch_stack HEADERS ${models} OWN ${wide} LINKS ${libraries})
  comporta_pch(pch_ui HEADERS ${models} <QtWidgets/QtWidgets> LINKS ${libraries} Qt6::Widgets)
  comporta_pch(pch_pages HEADERS ${models} <QtWidgets/QtWidgets> OWN ${wide} ui/shell/page.h ui/tables/tableview.h
      LINKS ${libraries} Qt6::Widgets)
  comporta_pch(pch_tests HEADERS ${models} <QtWidgets/QtWidgets> <QtTest/QtTest> OWN ${wide} ui/shell/page.h
      LINKS ${libraries} Qt6::Widgets Qt6::Test)
endif()

function(comporta_options target pch)
  target_link_libraries(${target} PRIVATE project_options)
  target_compile_options(${target} PRIVATE ${COMPORTA_OPTIONS_${pch}})
  if(COMPORTA_PCH)
    target_precompile_headers(${target} REUSE_FROM ${pch})
  endif()
endfunction()

# With COMPORTA_UNITY a target's units are compiled some together, as each instantiates the same templates of Qt again: that
# was most of a build's time. Those under APART are not, as names they keep to themselves are used by their neighbours, too.
function(comporta_unity target apart)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${COMPORTA_UNITY} UNITY_BUILD_BATCH_SIZE 12)
  set_source_files_properties(${apart} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# comporta_library(models_net PCH pch_models SOURCES a.cpp a.h … APART b.cpp … LINKS models_core Qt6::Network)
# One static library a folder. LINKS are public: they are the arrows of the architecture.
function(comporta_library name)
  cmake_parse_arguments(ARG "" "PCH" "SOURCES;APART;LINKS" ${ARGN})
  if(NOT ARG_SOURCES MATCHES "\\.cpp")
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE ${ARG_LINKS})
    return()
  endif()
  qt_add_library(${name} STATIC ${ARG_SOURCES} ${ARG_APART})
  comporta_unity(${name} "${ARG_APART}")
  target_link_libraries(${name} PUBLIC ${ARG_LINKS})
  comporta_options(${name} ${ARG_PCH})
endfunction()

# comporta_program(comportactl PCH pch_stack SOURCES main.cpp LINKS models_stack)
function(comporta_program name)
  cmake_parse_arguments(ARG "" "PCH" "SOURCES;APART;LINKS" ${ARGN})
  qt_add_executable(${name} ${ARG_SOURCES} ${ARG_APART})
  comporta_unity(${name} "${ARG_APART}")
  # Symbols are looked for in the order libraries are named in, each table of virtual functions anew: those with most of
  # them come first. A window's start was a sixth longer without.
  set(first Core)
  if(ARG_PCH MATCHES "pch_(ui|pages)")
    set(first Core Widgets Gui)
  endif()
  foreach(module ${first}) # as options: among the libraries CMake would put them behind ours, which need them
    target_link_options(${name} PRIVATE $<TARGET_FILE:Qt6::${module}>)
  endforeach()
  target_link_options(${name} PRIVATE -lstdc++)
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} $<TARGET_NAME_IF_EXISTS:test_qtorder>)
  comporta_options(${name} ${ARG_PCH})
endfunction()

# What `#include "tst_poller.moc"` names. AUTOMOC would add a unit that is empty, and a step that looks for it, to each of
# two hundred tests.
function(comporta_moc target source)
  file(STRINGS ${source} included REGEX "^#include \"[^\"]+\\.moc\"")
  if(included)
    get_filename_component(stem ${source} NAME_WE)
    qt_generate_moc(${source} ${stem}.moc TARGET ${target})
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${stem}.moc)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR})
  endif()
endfunction()

# Those that take longest come first, or the last of them would run alone on a machine that has not run them yet. In this
# order; what is not here takes less than three seconds on an idle machine.
set(COMPORTA_LONG_TESTS
    tst_retirecrash tst_verbcrash tst_stopverb tst_console_faults tst_retiring tst_ctlchanges tst_ctl tst_actions
    tst_nightactions tst_ctljournal tst_nightgui tst_logs tst_poolgrowth tst_crash tst_ctlpools tst_whypending
    tst_stopcrash tst_keyring tst_hostactions tst_jobchanges tst_createjobs tst_killandrestart tst_logcopies tst_ctldag
    tst_pace tst_poolactions tst_hostplans tst_retiredlogs tst_quotaeffects tst_logviewer tst_createplans)

# What tests keep for a moment is kept in memory where there is room: a journal waits for the disk at each step, and a busy
# disk takes its time.
set(COMPORTA_TEST_FOLDER)
execute_process(COMMAND df --output=avail --block-size=1G /dev/shm OUTPUT_VARIABLE room ERROR_QUIET)
if(room MATCHES "([0-9]+)[ \n]*$" AND CMAKE_MATCH_1 GREATER 1)
  set(COMPORTA_TEST_FOLDER "TMPDIR=/dev/shm;")
endif()

# comporta_test(tst_poller SOURCES tst_poller.cpp LINKS models_net): a Qt Test program and its CTest entry, labelled with
# its folder: `ctest -L net`. LAUNCHER runs it: a script that prepares what it needs.
function(comporta_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT;LAUNCHER" "SOURCES;LINKS" ${ARGN})
  qt_add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINKS} Qt6::Test Qt6::Widgets $<TARGET_NAME_IF_EXISTS:test_qtorder>)
  foreach(source ${ARG_SOURCES})
    comporta_moc(${name} ${source})
  endforeach()
  target_compile_definitions(${name} PRIVATE GOLDEN_DIR="tests/golden") # below the working directory
  set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTOUIC OFF RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  comporta_options(${name} pch_tests)
  target_compile_options(${name} PRIVATE -include ${PROJECT_SOURCE_DIR}/tests/support/patience.h)
  add_test(NAME ${name} COMMAND ${ARG_LAUNCHER} $<TARGET_FILE:${name}> WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  if(CMAKE_CXX_FLAGS MATCHES "-fsanitize") # which takes up to ten times as long
    math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 4")
  endif()
  list(FIND COMPORTA_LONG_TESTS ${name} place)
  if(NOT place EQUAL -1)
    math(EXPR place "1000 - ${place}")
    set_tests_properties(${name} PROPERTIES COST ${place})
  endif()
  get_filename_component(folder ${CMAKE_CURRENT_SOURCE_DIR} NAME)
  set_tests_properties(${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT} LABELS ${folder}
      ENVIRONMENT "${COMPORTA_TEST_FOLDER}QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TZ=America/Sao_Paulo;XDG_RUNTIME_DIR=${CMAKE_BINARY_DIR}/tests;DBUS_SESSION_BUS_ADDRESS=;TSAN_OPTIONS=ignore_noninstrumented_modules=1:die_after_fork=0")
endfunction()
