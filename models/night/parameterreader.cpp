// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/parameterreader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

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

void ParameterReader::want(const airflow::Run &run, const airflow::RunTasks &tasks)
{
    using Source = config::ParameterRule::Source;
    for (const config::ParameterRule &rule : m_rules) {
        const QString key = run.id + u'\n' + rule.name;
        if (rule.source == Source::Conf || m_asked.contains(key))
            continue; // the conf is shown whole
        const auto task = std::ranges::find(tasks.instances, rule.task, &airflow::TaskInstance::taskId);
        if (task == tasks.instances.end() || task->tryNumber == 0
            || (rule.source == Source::Xcom && task->state != airflow::TaskState::Success))
            continue;
        m_asked.insert(key);
        read(run.id, rule);
    }
}

QCoro::Task<void> ParameterReader::read(QString runId, config::ParameterRule rule)
{
    const QPointer<ParameterReader> self(this);
    const airflow::calls::TaskKey key{ m_dagId, runId, rule.task, -1 };
    std::optional<QString> value;
    bool failed = false;
    if (rule.source == config::ParameterRule::Source::Xcom) {
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
    const auto source = rule.source == config::ParameterRule::Source::Xcom ? dag::ParameterSource::XCom
                                                                           : dag::ParameterSource::RenderedFields;
    m_known[runId].insert(rule.name, { rule.name, *value, source, false });
    emit changed();
}

} // namespace night
