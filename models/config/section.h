// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"

#include <yaml-cpp/yaml.h>

#include <functional>
#include <map>

namespace config {

/// One map of the stacks file, read key by key: what is wrong becomes a Mistake with its line, and the reading goes on.
/// Keys that nobody may use are told at construction. Shows secrets to nobody: a credential's value is never repeated.
class Section
{
public:
    /// `known`: the keys that may be there; empty: any key (names, addresses). `inherited`: line of the key above.
    Section(const YAML::Node &node, QString key, const QStringList &known, int inherited, QList<Mistake> &mistakes);

    struct Entry
    {
        QString key; ///< full: "stacks.dev.mesos"
        QString name; ///< last word
        YAML::Node value;
        int line = 0;
    };
    const Entry *entry(const QString &name) const; ///< nullptr: not there
    const std::map<QString, Entry> &entries() const { return m_entries; }

    /// Runs `use` on the key's text if it is there; a text `use` sends away gets "… is no <what>." and the remedy.
    void text(const QString &name, const QString &what, const QString &remedy,
              const std::function<bool(const QString &)> &use);
    /// The same for each text of a list.
    void list(const QString &name, const QString &what, const QString &remedy,
              const std::function<bool(const QString &)> &use);

    void mistake(int line, const QString &key, const QString &what, const QString &remedy) const;

private:
    void oneText(const QString &key, const YAML::Node &value, int line, const QString &what, const QString &remedy,
                 const std::function<bool(const QString &)> &use);

    std::map<QString, Entry> m_entries;
    QList<Mistake> &m_mistakes;
};

int lineOf(const YAML::Node &node, int otherwise);

} // namespace config
