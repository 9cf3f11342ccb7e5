# What the decoder must find in an answer of GET /state, one line a row: read here by jq alone, so that the decoder is
# not its own judge. Times in milliseconds; columns as in tests/unit/mesos/printed.cpp.
def ms: if . == null or . == 0 then 0 else ((. * 1000000 + 0.5 | floor) / 1000 | floor) end;
def pid: if . == null then "" else sub("^.*@"; "") end;
def text: if . == null then "" else tostring end;
def amounts: [.cpus // 0, .mem // 0, .disk // 0, .gpus // 0] | map(tostring) | join("/");
def terminal: ["TASK_FINISHED", "TASK_FAILED", "TASK_KILLED", "TASK_ERROR", "TASK_LOST", "TASK_DROPPED", "TASK_GONE",
               "TASK_GONE_BY_OPERATOR"] as $t | . as $s | any($t[]; . == $s);
def health: if . == null then "?" elif . then "healthy" else "unhealthy" end;
def later($registered): if . == $registered then 0 else . end;
def agent($phase): ["agent", .id, .hostname, (.pid | pid), (.version | text), (.resources // {} | amounts),
    (.used_resources // {} | amounts), (.offered_resources // {} | amounts), (.resources.ports | text),
    (.used_resources.ports | text), (.attributes | to_entries | map("\(.key)=\(.value)") | join(";")),
    (.reserved_resources // {} | to_entries | sort_by(.key) | map("\(.key)=\(.value | amounts)") | join(";")),
    (.registered_time | ms), (.reregistered_time | ms), $phase];
def task($list): ["task", $list, .id, .name, .executor_id, .framework_id, .slave_id, .role, .state,
    (.resources | amounts), (.resources.ports | text),
    ([.statuses[] | select(.state == "TASK_RUNNING")][0].timestamp | ms), (.statuses[-1].timestamp | ms),
    (.statuses[-1].healthy | health)];
def framework($completed):
    ["framework", .id, .name, (.user | text), (.principal | text), (.hostname | text), (.pid | pid), (.webui_url | text),
     (.roles // [.role] | join(",")), (.capabilities | join(",")), (.used_resources | amounts),
     (.offered_resources | amounts), (.registered_time | ms),
     (.registered_time as $r | .reregistered_time | ms | later($r | ms)), (.unregistered_time | ms),
     .failover_timeout * 1000, .checkpoint,
     if $completed then "completed" elif .recovered then "recovering" elif .connected | not then "disconnected"
     elif .active then "active" else "inactive" end],
    (.tasks[] | task(if .state | terminal then "completed" else "live" end)),
    (.unreachable_tasks[] | task("unreachable")),
    (.completed_tasks[] | task("completed")),
    (.executors[] | ["executor", .executor_id, .name, .framework_id, .slave_id, (.source | text), (.resources | amounts)]);
["cluster", (.cluster | text), "\(.leader_info.hostname):\(.leader_info.port)", (.leader | pid), .version, .id, (.start_time | ms),
 (.elected_time | ms), .activated_slaves, .deactivated_slaves, .unreachable_slaves, (.recovered_slaves | length)],
(.slaves[] | agent(if .deactivated then {"DRAINING": "draining", "DRAINED": "drained"}[.drain_info.state // ""] // "cordoned" elif .active then "active" else "disconnected" end)),
(.recovered_slaves[] | agent("recovering")),
(.frameworks[] | framework(false)),
(.completed_frameworks[] | framework(true))
| map(tostring) | join("\t")
