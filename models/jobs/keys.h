// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/section.h"
#include "models/jobs/binding.h"

namespace jobs {

/// A map of a job's file whose keys are read into typed members. A key that is not there leaves its member alone; one
/// that does not fit becomes a mistake with line and remedy.
class Keys
{
public:
    Keys(const YAML::Node &node, const QString &key, const QStringList &known, int line,
         QList<config::Mistake> &mistakes)
        : m_section(node, key, known, line, mistakes)
        , m_mistakes(mistakes)
        , m_key(key)
        , m_line(line)
    {
    }
    explicit Keys(const config::Section::Entry &entry, const QStringList &known, QList<config::Mistake> &mistakes)
        : Keys(entry.value, entry.key, known, entry.line, mistakes)
    {
    }

    const config::Section::Entry *entry(const QString &name) const { return m_section.entry(name); }
    const std::map<QString, config::Section::Entry> &entries() const { return m_section.entries(); }
    bool has(const QString &name) const { return entry(name); }
    void mistake(const QString &name, const QString &what, const QString &remedy) const;
    void demand(const QStringList &names, const QString &remedy) const; ///< a mistake for each that is not there

    void text(const QString &name, QString &target);
    void text(const QString &name, std::optional<QString> &target);
    void flag(const QString &name, bool &target);
    void whole(const QString &name, int &target, int least, int most);
    void whole(const QString &name, qint64 &target, qint64 least, qint64 most);
    void number(const QString &name, double &target, double least);
    void bytes(const QString &name, qint64 &target);
    void seconds(const QString &name, int &target); ///< a time; whole seconds
    void seconds(const QString &name, qint64 &target);
    void seconds(const QString &name, double &target);
    void texts(const QString &name, QStringList &target);
    void textMap(const QString &name, QMap<QString, QString> &target); ///< a list counts as its items with commas
    template <typename E>
    void choice(const QString &name, E &target, std::initializer_list<std::pair<QString, E>> words)
    {
        QStringList known;
        for (const auto &[word, value] : words)
            known << word;
        m_section.text(name, tr("value here"), tr("Write %1.").arg(known.join(u", ")), [&](const QString &text) {
            for (const auto &[word, value] : words) {
                if (word == text) {
                    target = value;
                    return true;
                }
            }
            return false;
        });
    }

private:
    static QString tr(const char *text);
    bool span(const QString &name, double &seconds, bool wholeOnly);

    config::Section m_section;
    QList<config::Mistake> &m_mistakes;
    QString m_key;
    int m_line;
};

} // namespace jobs
