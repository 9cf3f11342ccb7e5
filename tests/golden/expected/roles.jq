# Weights, quota and sums of an answer of GET /roles; a kind without limit is -1.
def amounts: [.cpus // 0, .mem // 0, .disk // 0, .gpus // 0] | map(tostring) | join("/");
def bounds($missing): if length == 0 then "none" else [.cpus, .mem, .disk, .gpus] | map(. // $missing | tostring) | join("/") end;
.roles | sort_by(.name)[] | [.name, .weight, (.quota.guarantee | bounds(0)), (.quota.limit | bounds(-1)), (.allocated | amounts),
    (.offered | amounts), (.reserved | amounts), (.frameworks | length)] | map(tostring) | join("\t")
