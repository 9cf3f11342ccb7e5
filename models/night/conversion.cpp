// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/conversion.h"

#include "models/dag/analysis/parameters.h"

#include <algorithm>

namespace night {

namespace {

QList<airflow::RunTasksPtr> pastOf(const airflow::State &state)
{
    QList<airflow::RunTasksPtr> past;
    for (const airflow::Run &run : state.runs) {
        if (const airflow::RunTasksPtr tasks = state.tasksOf(run.id); tasks && airflow::isOver(run.state))
            past.append(tasks);
    }
    return past;
}

/// Past nodes learn of their earlier tries.
void addTries(dag::History *history, const QHash<QString, Tries> &tries)
{
    for (dag::PastNight &night : history->nights) {
        const Tries &known = tries.value(night.run.id);
        for (auto task = known.cbegin(); task != known.cend(); ++task) {
            const auto node = night.nodes.find(task.key());
            if (node == night.nodes.end() || node->tries < 2 || !node->earlier.empty())
                continue;
            std::ranges::copy_if(*task, std::back_inserter(node->earlier),
                                 [&node](const dag::Try &one) { return one.mapIndex < 0 && one.number < node->tries; });
            dag::noteLost(&*node);
        }
    }
}

/// Those of `after` that `before` does not have in the same form.
std::vector<dag::PastNight> newsOf(const dag::History &before, const dag::History &after)
{
    std::vector<dag::PastNight> news;
    for (const dag::PastNight &night : after.nights) {
        const auto same = std::ranges::find(before.nights, night.run.id, [](const auto &n) { return n.run.id; });
        if (same == before.nights.end() || !(*same == night))
            news.push_back(night);
    }
    return news;
}

dag::HistoryPtr historyWith(const Input &input, const QList<airflow::RunTasksPtr> &past)
{
    const auto isUnderWay = [&](const dag::PastNight &night) { // it was cleared since it is kept
        const airflow::Run *const run = input.airflow->run(night.run.id);
        return run && !airflow::isOver(run->state);
    };
    if (past == input.past && input.tries == input.pastTries && std::ranges::none_of(input.history->nights, isUnderWay))
        return input.history;
    auto history = std::make_shared<dag::History>(*dag::mergedHistory(input.history.get(), *historyOf(*input.airflow)));
    std::erase_if(history->nights, isUnderWay);
    for (dag::PastNight &night : history->nights) {
        if (night.pools.isEmpty())
            night.pools = input.machines.value(night.run.id);
    }
    addTries(history.get(), input.tries);
    return history;
}

/// Of what took several tries in a run. Of a mapped task the instances that failed come first, and not all are asked
/// for: there may be thousands, each a question of its own.
std::vector<TryReader::Wish> wishesOf(const airflow::RunTasks &tasks, const QString &run)
{
    constexpr int mostOfATask = 20;
    std::vector<TryReader::Wish> wishes;
    QHash<QString, int> asked;
    for (const bool isFailed : { true, false }) {
        for (const airflow::TaskInstance &instance : tasks.instances) {
            const bool isMapped = instance.mapIndex >= 0;
            if (instance.tryNumber < 2 || (instance.state == airflow::TaskState::Failed) != isFailed
                || (isMapped && asked[instance.taskId]++ >= mostOfATask))
                continue;
            wishes.push_back({ run, instance.taskId, instance.mapIndex, instance.tryNumber });
        }
    }
    return wishes;
}

/// Of the shown run, and of the nights a forecast learns from, as far as Airflow still knows them.
std::vector<TryReader::Wish> unknownTries(const airflow::State &state, const airflow::Run *shown,
                                          const dag::History *history)
{
    std::vector<TryReader::Wish> wishes;
    if (const airflow::RunTasksPtr tasks = shown ? state.tasksOf(shown->id) : nullptr)
        wishes = wishesOf(*tasks, shown->id);
    if (!history || !state.structure)
        return wishes;
    for (const airflow::TaskDefinition &task : state.structure->tasks) {
        for (size_t i = 0; !task.mapped && i < history->nights.size(); ++i) {
            const dag::PastNight &night = history->nights[i];
            const auto node = night.nodes.constFind(task.id);
            if (node != night.nodes.cend() && node->tries > 1 && node->earlier.empty() && state.run(night.run.id))
                wishes.push_back({ night.run.id, task.id, -1, node->tries });
        }
    }
    return wishes;
}

/// Of the run, then of those before it.
QList<airflow::RunTasksPtr> tasksUpTo(const airflow::State &state, const airflow::Run &run)
{
    QList<airflow::RunTasksPtr> tasks{ state.tasksOf(run.id) };
    for (const airflow::Run &earlier : runsBefore(state, run))
        tasks.append(state.tasksOf(earlier.id));
    return tasks;
}

} // namespace

const airflow::Run *shownRun(const airflow::State &state, const QString &wanted)
{
    if (const airflow::Run *const run = state.run(wanted))
        return run;
    return state.runs.isEmpty() ? nullptr : &state.runs.first();
}

QList<airflow::Run> runsBefore(const airflow::State &state, const airflow::Run &run)
{
    const auto own = std::ranges::find(state.runs, run.id, &airflow::Run::id);
    const auto place = own == state.runs.end() ? state.runs.size() : own - state.runs.begin() + 1;
    return state.runs.mid(place, 2);
}

Output converted(const Input &input, const QList<config::JobRule> &rules)
{
    Output output;
    const airflow::State &state = *input.airflow;
    for (const airflow::Run &run : state.runs)
        output.runs.append({ state.dag.id, runOf(run) });
    if (input.history) {
        output.past = pastOf(state);
        output.history = historyWith(input, output.past);
        if (output.history != input.history)
            output.news = newsOf(*input.history, *output.history);
    }
    const airflow::Run *const run = shownRun(state, input.run);
    output.wishes = unknownTries(state, run, output.history.get());
    const airflow::RunTasksPtr tasks = run ? state.tasksOf(run->id) : nullptr;
    if (!tasks || !state.structure)
        return output;
    const dag::GraphPtr plan = input.graph && input.structure == state.structure
        ? input.graph
        : graphOf(state.dag.id, *state.structure, rules);
    const dag::GraphPtr graph = withToldJobs(plan, rules, tasksUpTo(state, *run));
    dag::Run shown = runOf(*run, input.parameters.value(run->id));
    QList<QList<dag::Parameter>> before;
    for (const airflow::Run &earlier : runsBefore(state, *run))
        before.append(runOf(earlier, input.parameters.value(earlier.id)).parameters);
    dag::tellChanges(&shown, before);
    output.night = nightOf(graph, shown, *tasks, *state.structure, input.aurora.get(), input.tries.value(run->id),
                           input.machines.value(run->id));
    return output;
}

} // namespace night
