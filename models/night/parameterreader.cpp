// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/parameterreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

namespace {

using Source = config::ParameterRule::Source;

bool canBeThere(const config::ParameterRule &rule, const airflow::RunTasks &tasks)
{
    const auto task = std::ranges::find(tasks.instances, rule.task, &airflow::TaskInstance::taskId);
    return task != tasks.instances.end() && task->tryNumber > 0
        && (rule.source != Source::Xcom || task->state == airflow::TaskState::Success);
}

} // namespace

ParameterReader::ParameterReader(const config::AirflowConfig &config, airflow::Store *store, QObject *parent)
    : QObject(parent)
    , m_dagId(config.dag)
    , m_rules(config.parameters)
    , m_store(store)
{
}

QList<dag::Parameter> ParameterReader::parametersOf(const QString &runId) const
{
    QList<dag::Parameter> list;
    const auto known = m_known.constFind(runId);
    for (const config::ParameterRule &rule : m_rules) {
        if (known != m_known.cend() && known->contains(rule.name))
            list.append(known->value(rule.name));
    }
    return list;
}

void ParameterReader::want(const QString &runId, const airflow::RunTasks *tasks)
{
    for (const config::ParameterRule &rule : m_rules) {
        const QString key = runId + u'\n' + rule.name;
        if (rule.source == Source::Conf || m_asked.contains(key))
            continue; // the conf is shown whole
        if (tasks && !canBeThere(rule, *tasks))
            continue;
        m_asked.insert(key);
        read(runId, rule);
    }
}

QCoro::Task<void> ParameterReader::read(QString runId, config::ParameterRule rule)
{
    const QPointer<ParameterReader> self(this);
    const airflow::calls::TaskKey key{ m_dagId, runId, rule.task, -1 };
    std::optional<QString> value;
    bool failed = false;
    if (rule.source == Source::Xcom) {
        const core::Result<airflow::Xcom> xcom = co_await m_store->client()->xcom(key, rule.key);
        failed = !xcom && xcom.error().kind != core::Error::Kind::NotFound;
        if (xcom)
            value = xcom->value;
    } else {
        const core::Result<airflow::TaskInstanceDetails> details = co_await m_store->client()->taskInstance(key);
        failed = !details;
        if (details) {
            const auto field = std::ranges::find(details->renderedFields, rule.key, &airflow::RenderedField::name);
            if (field != details->renderedFields.end())
                value = field->value;
        }
    }
    if (!self)
        co_return;
    if (failed)
        m_asked.remove(runId + u'\n' + rule.name); // asked again with the next picture
    if (!value)
        co_return;
    const auto source = rule.source == Source::Xcom ? dag::ParameterSource::XCom : dag::ParameterSource::RenderedFields;
    m_known[runId].insert(rule.name, { rule.name, *value, source });
    emit changed();
}

} // namespace night
