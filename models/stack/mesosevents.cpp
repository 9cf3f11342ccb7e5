// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/mesosevents.h"

#include "models/core/text.h"
#include "models/core/tr.h"
#include "models/links/objectref.h"

#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

using namespace Qt::StringLiterals;

namespace stack {

namespace {

using history::Event;
using links::ObjectRef;
using mesos::AgentPhase;
using mesos::FrameworkPhase;
using mesos::State;
using mesos::Task;
using mesos::TaskState;

/// A flood of single lines hides what it tells: more tasks of one kind than this become one line.
constexpr size_t tasksToldSingly = 3;
constexpr qsizetype longestMessage = 100;

using core::tr;

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

/// What befell agents; the glyph's word and the two sentences.
enum class Fate { Lost, Disconnected, Left, Registered, RegisteredAgain, Cordoned, Draining, Drained, Uncordoned };

struct FateWords
{
    const char *glyph;
    const char *one;
    const char *many;
};

FateWords wordsOf(Fate fate)
{
    switch (fate) {
    case Fate::Lost:
        return { "unreachable", QT_TRANSLATE_NOOP("Events", "%1 is unreachable"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents are unreachable") };
    case Fate::Disconnected:
        return { "unreachable", QT_TRANSLATE_NOOP("Events", "%1 lost its connection"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents lost their connection") };
    case Fate::Left:
        return { "gone", QT_TRANSLATE_NOOP("Events", "%1 left"), QT_TRANSLATE_NOOP("Events", "%1 agents left") };
    case Fate::Registered:
        return { "active", QT_TRANSLATE_NOOP("Events", "%1 registered"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents registered") };
    case Fate::RegisteredAgain:
        return { "active", QT_TRANSLATE_NOOP("Events", "%1 registered again"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents registered again") };
    case Fate::Cordoned:
        return { "cordoned", QT_TRANSLATE_NOOP("Events", "%1 was cordoned"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents were cordoned") };
    case Fate::Draining:
        return { "draining", QT_TRANSLATE_NOOP("Events", "%1 is draining"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents are draining") };
    case Fate::Drained:
        return { "drained", QT_TRANSLATE_NOOP("Events", "%1 is drained"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents are drained") };
    case Fate::Uncordoned:
        return { "active", QT_TRANSLATE_NOOP("Events", "%1 was uncordoned"),
                 QT_TRANSLATE_NOOP("Events", "%1 agents were uncordoned") };
    }
    Q_UNREACHABLE();
}

std::optional<Fate> fateOf(AgentPhase before, AgentPhase after)
{
    if (before == after)
        return std::nullopt;
    switch (after) {
    case AgentPhase::Active:
        return before == AgentPhase::Deactivated || before == AgentPhase::Draining || before == AgentPhase::Drained
            ? Fate::Uncordoned
            : Fate::RegisteredAgain;
    case AgentPhase::Disconnected:
        return Fate::Disconnected;
    case AgentPhase::Deactivated:
        return Fate::Cordoned;
    case AgentPhase::Draining:
        return Fate::Draining;
    case AgentPhase::Drained:
        return Fate::Drained;
    case AgentPhase::Unreachable:
        return Fate::Lost;
    case AgentPhase::Gone: // in no picture of a master
    case AgentPhase::Recovering:
        return std::nullopt; // told once, as the change of leader
    }
    return std::nullopt;
}

/// Looks for what changed between two pictures. Pictures of one decoder share their strings, and then ids are compared;
/// after a new start they do not, and the texts are.
class Comparison
{
public:
    Comparison(const State &older, const State &newer, std::string_view poolAttribute, core::TimePoint at)
        : m_older(older)
        , m_newer(newer)
        , m_poolAttribute(poolAttribute)
        , m_at(at)
        , m_newLeader(older.view(older.cluster.masterId) != newer.view(newer.cluster.masterId))
    {
    }

    QList<Event> events()
    {
        compareLeader();
        compareAgents();
        compareFrameworks();
        if (m_older.pool == m_newer.pool)
            compareTasks(
                [](const State &, const Task &task) { return uint64_t{ task.framework.value } << 32 | task.id.value; });
        else
            compareTasks([](const State &state, const Task &task) {
                return std::string(state.view(task.framework)).append(1, '/').append(state.view(task.id));
            });
        return m_events;
    }

private:
    void add(const QString &glyph, const QString &text, const ObjectRef &ref = {})
    {
        m_events << Event{ m_at, u"Mesos"_s, glyph, text, links::toPath(ref) };
    }

    void compareLeader()
    {
        if (!m_newLeader)
            return;
        const QString now = m_newer.string(m_newer.cluster.leader);
        const QString before = m_older.string(m_older.cluster.leader);
        add(u"live"_s,
            now == before ? tr("Master %1 was started anew").arg(now) : tr("%1 leads now, before %2").arg(now, before));
    }

    void compareAgents();
    void compareFrameworks();
    void tellAgents(Fate fate, std::string_view pool,
                    const std::vector<std::pair<std::string_view, std::string_view>> &agents);
    void tellTasks(std::string_view word, std::string_view framework, const std::vector<const Task *> &tasks);

    template <typename KeyOf>
    void compareTasks(KeyOf keyOf);

    const State &m_older;
    const State &m_newer;
    const std::string_view m_poolAttribute;
    const core::TimePoint m_at;
    const bool m_newLeader; ///< its first lists are short until all have registered again: what is missing is no loss
    QList<Event> m_events;
};

void Comparison::compareAgents()
{
    // By fate and pool: id and host name of each.
    std::map<std::pair<Fate, std::string_view>, std::vector<std::pair<std::string_view, std::string_view>>> fates;
    const auto note = [&](Fate fate, const State &state, const mesos::Agent &agent) {
        fates[{ fate, state.view(state.attribute(agent, m_poolAttribute)) }].emplace_back(state.view(agent.id),
                                                                                          state.view(agent.hostname));
    };
    std::unordered_map<std::string_view, const mesos::Agent *> before;
    before.reserve(m_older.agents.size());
    for (const mesos::Agent &agent : m_older.agents)
        before.emplace(m_older.view(agent.id), &agent);
    for (const mesos::Agent &agent : m_newer.agents) {
        const auto found = before.find(m_newer.view(agent.id));
        if (found == before.end()) {
            if (agent.phase != AgentPhase::Unreachable && agent.phase != AgentPhase::Recovering)
                note(m_newLeader ? Fate::RegisteredAgain : Fate::Registered, m_newer, agent);
            continue;
        }
        if (const auto fate = fateOf(found->second->phase, agent.phase))
            note(*fate, m_newer, agent);
        before.erase(found);
    }
    if (!m_newLeader) {
        // One by one in the order of ids, as the map's order is another each time.
        for (const mesos::Agent &agent : m_older.agents) {
            if (before.contains(m_older.view(agent.id)))
                note(Fate::Left, m_older, agent);
        }
    }
    for (const auto &[fate, agents] : fates)
        tellAgents(fate.first, fate.second, agents);
}

void Comparison::tellAgents(Fate fate, std::string_view pool,
                            const std::vector<std::pair<std::string_view, std::string_view>> &agents)
{
    const FateWords words = wordsOf(fate);
    QString text = agents.size() == 1 ? tr(words.one).arg(core::toQString(agents.front().second))
                                      : tr(words.many).arg(agents.size());
    if (!pool.empty())
        text += u", %1=%2"_s.arg(core::toQString(m_poolAttribute), core::toQString(pool));
    ObjectRef ref;
    if (agents.size() == 1)
        ref = { ObjectRef::Kind::Agent, bytes(agents.front().first) };
    else if (!pool.empty())
        ref = { ObjectRef::Kind::Pool, bytes(pool) };
    add(QLatin1StringView(words.glyph), text, ref);
}

void Comparison::compareFrameworks()
{
    std::unordered_map<std::string_view, FrameworkPhase> before;
    for (const mesos::Framework &framework : m_older.frameworks)
        before.emplace(m_older.view(framework.id), framework.phase);
    const auto tell
        = [this](const State &state, const mesos::Framework &framework, const QString &glyph, const QString &sentence) {
              add(glyph, sentence.arg(state.string(framework.name)),
                  { ObjectRef::Kind::Framework, bytes(state.view(framework.id)) });
          };
    for (const mesos::Framework &framework : m_newer.frameworks) {
        const auto found = before.find(m_newer.view(framework.id));
        const bool known = found != before.end();
        const FrameworkPhase phase = framework.phase;
        if (known) {
            const FrameworkPhase old = found->second;
            before.erase(found);
            if (old == phase)
                continue;
            if (phase == FrameworkPhase::Active)
                tell(m_newer, framework, u"active"_s, tr("Framework %1 registered again"));
            else if (phase == FrameworkPhase::Disconnected)
                tell(m_newer, framework, u"disconnected"_s, tr("Framework %1 disconnected, its tasks go on"));
            else if (phase == FrameworkPhase::Inactive)
                tell(m_newer, framework, u"inactive"_s, tr("Framework %1 asked for no more offers"));
            else if (phase == FrameworkPhase::Completed)
                tell(m_newer, framework, u"completed"_s, tr("Framework %1 ended"));
        } else if (phase == FrameworkPhase::Active || phase == FrameworkPhase::Inactive) {
            tell(m_newer, framework, u"active"_s,
                 m_newLeader ? tr("Framework %1 registered again") : tr("Framework %1 registered"));
        }
    }
    if (m_newLeader)
        return;
    for (const mesos::Framework &framework : m_older.frameworks) {
        // Completed ones fall out of the master's bounded list: no news.
        if (framework.phase != FrameworkPhase::Completed && before.contains(m_older.view(framework.id)))
            tell(m_older, framework, u"gone"_s, tr("Framework %1 was removed"));
    }
}

bool isBad(TaskState state)
{
    using enum TaskState;
    return state == Failed || state == Error || state == Lost || state == Dropped || state == Unreachable
        || state == Gone || state == GoneByOperator;
}

template <typename KeyOf>
void Comparison::compareTasks(KeyOf keyOf)
{
    using Key = decltype(keyOf(m_older, Task{}));
    std::unordered_map<Key, TaskState> before;
    before.reserve(m_older.tasks.size());
    core::TimePoint newestChange{};
    for (const Task &task : m_older.tasks) {
        before.emplace(keyOf(m_older, task), task.state);
        newestChange = std::max(newestChange, task.changed);
    }
    // By state and framework, in the picture's order within.
    std::map<std::pair<std::string_view, std::string_view>, std::vector<const Task *>> bad;
    for (const Task &task : m_newer.tasks) {
        if (!isBad(task.state))
            continue;
        const auto found = before.find(keyOf(m_newer, task));
        // A task that was not there before and ended before the old picture's last change was only hidden then: told by
        // an agent that came back, or by a new leader.
        const bool news = found != before.end() ? found->second != task.state : task.changed > newestChange;
        if (news)
            bad[{ mesos::word(task.state), m_newer.view(task.framework) }].push_back(&task);
    }
    for (const auto &[kind, tasks] : bad)
        tellTasks(kind.first, kind.second, tasks);
}

void Comparison::tellTasks(std::string_view word, std::string_view framework, const std::vector<const Task *> &tasks)
{
    const auto row = std::ranges::find(m_newer.frameworks, framework,
                                       [this](const mesos::Framework &f) { return m_newer.view(f.id); });
    const QString name = row == m_newer.frameworks.end() ? core::toQString(framework) : m_newer.string(row->name);
    if (tasks.size() > tasksToldSingly) {
        add(core::toQString(word), tr("%1 tasks of %2 %3").arg(tasks.size()).arg(name, core::toQString(word)),
            { ObjectRef::Kind::Framework, bytes(framework) });
        return;
    }
    for (const Task *task : tasks) {
        QString text = m_newer.string(task->name.isEmpty() ? task->id : task->name) + u' ' + core::toQString(word);
        const QString message = m_newer.string(task->message).simplified();
        if (!message.isEmpty())
            text += u", "_s + (message.size() > longestMessage ? message.left(longestMessage) + u'…' : message);
        add(core::toQString(word), text,
            { ObjectRef::Kind::Task, bytes(framework) + '/' + bytes(m_newer.view(task->id)) });
    }
}

} // namespace

QList<history::Event> mesosEventsBetween(const mesos::State &older, const mesos::State &newer,
                                         std::string_view poolAttribute, core::TimePoint at)
{
    return Comparison(older, newer, poolAttribute, at).events();
}

} // namespace stack
