cmake_minimum_required(VERSION 3.25)
# cmake -DQT_INCLUDES=… -P check_layers.cmake -- ROOT
# Fails when a source of ROOT includes against the order of the layers, when models/ includes a Gui or Widgets header,
# or when the simulator uses anything of models but core.
math(EXPR last "${CMAKE_ARGC} - 1")
set(root ${CMAKE_ARGV${last}})

# A folder may include itself, and every folder with a smaller rank. Equal ranks do not know each other.
set(ranks
    models/core=0
    models/net=10
    models/tables=10
    models/mesos=20
    models/aurora=20
    models/airflow=20
    models/aws=20
    models/logs=20
    models/config=30
    models/history=30
    models/links=30
    models/secrets=31
    models/jobs=31
    models/explain=32
    models/actions=33
    models/pools=32
    models/dag=34
    models/night=35
    models/verbs=36
    models/tasklogs=38
    models/stack=40
    models/chain=46
    models/connections=46
    models/timeline=46
    models/watch=50
    models/handover=52
    ui/style=60
    ui/tables=61
    ui/common=61
    ui/plan=62
    ui/shell=63
    ui/notify=64
    ui/tablepage=64
    ui/createjob=64
    ui/explain=64
    ui/forecast=64
    ui/overview=65
    ui/agents=65
    ui/frameworks=65
    ui/tasks=65
    ui/actions=65
    ui/connections=65
    ui/jobs=65
    ui/dag=65
    ui/pools=65
    ui/logs=65
    app/simulator=70
    app/console=80
    app/ctl=80)
foreach(pair ${ranks})
  string(REGEX MATCH "^(.*)=(.*)$" _ ${pair})
  set(rank_${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
endforeach()

set(screen_headers)
foreach(dir ${QT_INCLUDES})
  foreach(module QtGui QtWidgets QtSvg QtCharts)
    file(GLOB found RELATIVE ${dir}/${module} ${dir}/${module}/Q*)
    list(APPEND screen_headers ${found})
    file(GLOB found RELATIVE ${dir}/../${module} ${dir}/../${module}/Q*)
    list(APPEND screen_headers ${found})
  endforeach()
endforeach()
list(LENGTH screen_headers count)
if(count LESS 100)
  message(FATAL_ERROR "Only ${count} Gui and Widgets headers were found under ${QT_INCLUDES}; the check would be blind.")
endif()

function(layer_of path out)
  string(REGEX MATCH "^(models|ui|app)/[^/]+" layer ${path})
  set(${out} ${layer} PARENT_SCOPE)
endfunction()

set(faults 0)
file(GLOB_RECURSE sources RELATIVE ${root} ${root}/models/*.h ${root}/models/*.cpp ${root}/ui/*.h ${root}/ui/*.cpp
     ${root}/app/*.h ${root}/app/*.cpp)
foreach(source ${sources})
  layer_of(${source} layer)
  if(NOT DEFINED rank_${layer})
    message("${source}: the folder ${layer} has no rank in check_layers.cmake")
    math(EXPR faults "${faults} + 1")
    continue()
  endif()
  file(STRINGS ${root}/${source} includes REGEX "^ *# *include")
  foreach(line ${includes})
    if(line MATCHES "\"((models|ui|app|tests)/[^\"]+)\"")
      set(included ${CMAKE_MATCH_1})
      layer_of(${included} target)
      if(included MATCHES "^tests/")
        message("${source}: includes ${included}, a test")
        math(EXPR faults "${faults} + 1")
      elseif(layer STREQUAL "app/simulator" AND NOT target STREQUAL layer AND NOT target STREQUAL "models/core")
        message("${source}: the simulator shares no code with what it tests, but includes ${included}")
        math(EXPR faults "${faults} + 1")
      elseif(NOT target STREQUAL layer AND NOT rank_${target} LESS rank_${layer})
        message("${source}: ${layer} may not include ${included}")
        math(EXPR faults "${faults} + 1")
      endif()
    elseif(layer MATCHES "^models/" AND line MATCHES "<(Qt(Gui|Widgets|Svg|Charts)/|(Q[A-Za-z0-9]+)>)")
      string(REGEX MATCH "<(Q[A-Za-z0-9]+)>" _ ${line})
      if(line MATCHES "<Qt(Gui|Widgets|Svg|Charts)/" OR "${CMAKE_MATCH_1}" IN_LIST screen_headers)
        message("${source}: models know no screen, but ${line}")
        math(EXPR faults "${faults} + 1")
      endif()
    endif()
  endforeach()
endforeach()
list(LENGTH sources count)
if(faults)
  message(FATAL_ERROR "${faults} includes against the layers in ${count} files")
endif()
message("${count} files keep the order of the layers")
