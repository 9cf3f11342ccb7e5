// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/jobs/jobwriter.h"

#include <yaml-cpp/yaml.h>

#include <cmath>

namespace jobs {

namespace executor = aurora::executor;

/// Emits a job key by key. Private to the folder.
class JobWriter
{
public:
    explicit JobWriter(const QMap<QString, QString> &blanks)
        : m_blanks(blanks)
    {
        m_out << YAML::BeginMap;
    }
    QByteArray yaml()
    {
        m_out << YAML::EndMap;
        return QByteArray(m_out.c_str()) + '\n';
    }

    void about(const QString &title, const QString &help, const QList<Binding> &bindings);
    void job(const Definition &definition, bool withData);

private:
    void scalar(const QString &text)
    {
        // A literal block always ends with a line feed; any other text with several lines must be quoted.
        const bool isBlock = text.contains(u'\n') && text.endsWith(u'\n') && !text.endsWith(QStringLiteral("\n\n"))
            && !text.startsWith(u' ') && !text.startsWith(u'\n') && !text.contains(u'\r') && !text.contains(u'\t');
        if (isBlock)
            m_out << YAML::Literal << text.chopped(1).toStdString();
        else if (text.isEmpty())
            m_out << YAML::DoubleQuoted << "";
        else
            m_out << text.toStdString();
    }
    void put(const QString &key, const QString &value)
    {
        m_out << YAML::Key << key.toStdString() << YAML::Value;
        const QString blank = m_blanks.value(m_path + key);
        scalar(blank.isEmpty() ? value : QStringLiteral("{{%1}}").arg(blank));
    }
    void put(const QString &key, qint64 value) { put(key, QString::number(value)); }
    void put(const QString &key, double value) { put(key, QString::number(value, 'g', 15)); }
    void putBytes(const QString &key, qint64 bytes) { put(key, bytesText(bytes)); }
    void putSeconds(const QString &key, double seconds)
    {
        put(key, durationText(static_cast<qint64>(std::llround(seconds * 1000))));
    }
    template <typename T>
    void putUnless(const QString &key, const T &value, const T &byDefault)
    {
        if (value == byDefault && !m_blanks.contains(m_path + key))
            return;
        if constexpr (std::is_same_v<T, bool>)
            put(key, value ? QStringLiteral("true") : QStringLiteral("false"));
        else if constexpr (std::is_same_v<T, int>)
            put(key, qint64{ value });
        else
            put(key, value);
    }
    void putIf(const QString &key, const std::optional<QString> &value)
    {
        if (value)
            put(key, *value);
    }
    void put(const QString &key, const QStringList &items)
    {
        m_out << YAML::Key << key.toStdString() << YAML::Value << YAML::Flow << YAML::BeginSeq;
        for (const QString &item : items)
            scalar(item);
        m_out << YAML::EndSeq;
    }
    void put(const QString &key, const QMap<QString, QString> &map)
    {
        open(key);
        for (auto it = map.begin(); it != map.end(); ++it)
            put(it.key(), it.value());
        close();
    }
    void open(const QString &key)
    {
        m_out << YAML::Key << key.toStdString() << YAML::Value << YAML::BeginMap;
        m_path += key + u'.';
    }
    void close()
    {
        m_out << YAML::EndMap;
        m_path.chop(1);
        m_path = m_path.left(m_path.lastIndexOf(u'.') + 1);
    }

    void resources(const Definition &definition);
    void processes(const executor::Task &task);
    void logger(const executor::Logger &logger);
    void healthCheck(const executor::HealthCheck &check);
    void lifecycle(const executor::Lifecycle &lifecycle);
    void container(const executor::Container &container);
    void metadata(const QList<executor::Metadata> &metadata);
    void sla(const executor::SlaPolicy &policy);
    void fetch(const QList<aurora::FetcherUri> &uris);

    YAML::Emitter m_out;
    const QMap<QString, QString> &m_blanks;
    QString m_path;
};

} // namespace jobs
