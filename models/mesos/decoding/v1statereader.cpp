// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/mesos/decoding/v1statereader.h"

namespace mesos {

namespace {

void loadTasks(Walk &walk, od::value &value, WorkingPicture &picture)
{
    const auto load = [&](od::value &list, TaskList told) {
        walk.reader.array(list, [&](od::value &element) {
            const Task task = readV1Task(walk, element, told);
            if (!walk.reader.failed())
                picture.loadTask(task);
        });
    };
    walk.reader.object(value, [&](Key key, od::value &list) {
        if (key.is("tasks") || key.is("orphan_tasks"))
            load(list, TaskList::Live);
        else if (key.is("unreachable_tasks"))
            load(list, TaskList::Unreachable);
        else if (key.is("completed_tasks"))
            load(list, TaskList::Completed);
    });
}

void loadExecutors(V1Reader v1, od::value &value, WorkingPicture &picture)
{
    v1.reader.object(value, [&](Key key, od::value &list) {
        if (!key.is("executors"))
            return;
        v1.reader.array(list, [&](od::value &element) {
            const Executor executor = readV1Executor(v1, element);
            if (!v1.reader.failed())
                picture.loadExecutor(executor);
        });
    });
}

} // namespace

void readV1State(Walk &walk, od::value &value, WorkingPicture &picture)
{
    const V1Reader v1{ walk.reader, walk.texts };
    walk.reader.object(value, [&](Key key, od::value &field) {
        if (key.is("get_tasks")) {
            loadTasks(walk, field, picture);
        } else if (key.is("get_executors")) {
            loadExecutors(v1, field, picture);
        } else if (key.is("get_frameworks")) {
            for (V1Framework &framework : readV1Frameworks(v1, field))
                picture.setFramework(std::move(framework));
        } else if (key.is("get_agents")) {
            for (V1Agent &agent : readV1Agents(v1, field))
                picture.setAgent(std::move(agent));
        }
    });
}

std::vector<V1Agent> readV1Agents(V1Reader v1, od::value &value)
{
    std::vector<V1Agent> agents;
    v1.reader.object(value, [&](Key key, od::value &list) {
        if (key.is("agents"))
            v1.reader.array(list, [&](od::value &agent) { agents.push_back(readV1Agent(v1, agent)); });
        else if (key.is("recovered_agents"))
            v1.reader.array(list, [&](od::value &agent) { agents.push_back(readV1Recovered(v1, agent)); });
    });
    return agents;
}

std::vector<V1Framework> readV1Frameworks(V1Reader v1, od::value &value)
{
    std::vector<V1Framework> frameworks;
    v1.reader.object(value, [&](Key key, od::value &list) {
        const bool completed = key.is("completed_frameworks");
        if (!completed && !key.is("frameworks") && !key.is("recovered_frameworks"))
            return;
        v1.reader.array(list,
                        [&](od::value &framework) { frameworks.push_back(readV1Framework(v1, framework, completed)); });
    });
    return frameworks;
}

} // namespace mesos
