# Phases and drains of an answer of GET /slaves: id, phase, start of the drain in whole seconds.
(.slaves[] | [.id, if .deactivated then {"DRAINING": "draining", "DRAINED": "drained"}[.drain_info.state // ""] // "cordoned"
    elif .active then "active" else "disconnected" end, (.estimated_drain_start_time_seconds // 0 | floor) * 1000]),
(.recovered_slaves[] | [.id, "recovering", 0])
| map(tostring) | join("\t")
