// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/section.h"

#include "models/config/units.h"
#include "models/core/tr.h"

using namespace Qt::StringLiterals;

namespace config {

namespace {

using core::tr;

bool isCredential(const QString &name)
{
    static const QStringList words
        = { u"password"_s, u"passwd"_s, u"secret"_s, u"token"_s, u"credential"_s, u"apikey"_s };
    const QString plain = name.toLower().remove(u'-').remove(u'_');
    return std::ranges::any_of(words, [&](const QString &word) { return plain.contains(word); });
}

QString shown(const QString &text)
{
    QString line = text.simplified();
    if (line.contains(u'@'))
        line = u"…"_s + line.sliced(line.lastIndexOf(u'@')); // user:password@host
    return u"«%1»"_s.arg(line.size() > 60 ? line.left(60) + u'…' : line);
}

} // namespace

int lineOf(const YAML::Node &node, int otherwise)
{
    const YAML::Mark mark = node.Mark();
    return mark.is_null() ? otherwise : mark.line + 1;
}

Section::Section(const YAML::Node &node, QString key, const QStringList &known, int inherited, QList<Mistake> &mistakes)
    : m_mistakes(mistakes)
{
    if (!node.IsMap()) {
        mistake(lineOf(node, inherited), key, node.IsNull() ? tr("is empty.") : tr("holds no keys."),
                known.isEmpty() ? tr("Write lines of «name: value» below it.")
                                : tr("Below it go: %1.").arg(known.join(u", "_s)));
        return;
    }
    for (const auto &pair : node) {
        const int line = lineOf(pair.first, inherited);
        if (!pair.first.IsScalar()) {
            mistake(line, key, tr("has a key that is no word."), tr("Write one word before the colon."));
            continue;
        }
        const QString name = QString::fromStdString(pair.first.Scalar());
        const QString full = key.isEmpty() ? name : key + u'.' + name;
        if (m_entries.contains(name)) {
            mistake(line, full, tr("is there twice, first in line %1.").arg(m_entries[name].line),
                    tr("Take one of them out."));
            continue;
        }
        m_entries[name] = { full, name, pair.second, line };
        if (known.isEmpty() || known.contains(name))
            continue;
        if (isCredential(name)) {
            mistake(line, full, tr("is a credential, and those are not kept in this file."),
                    tr("Take it out; set it in the environment (COMPORTA_PASSWORD, COMPORTA_TOKEN) or give it when "
                       "asked."));
            continue;
        }
        const QString meant = nearest(name, known);
        mistake(line, full, tr("is no known key."),
                meant.isEmpty() ? tr("Known here: %1.").arg(known.join(u", "_s)) : tr("Did you mean %1?").arg(meant));
    }
}

const Section::Entry *Section::entry(const QString &name) const
{
    const auto found = m_entries.find(name);
    return found == m_entries.end() ? nullptr : &found->second;
}

void Section::text(const QString &name, const QString &what, const QString &remedy,
                   const std::function<bool(const QString &)> &use)
{
    if (const Entry *found = entry(name))
        oneText(found->key, found->value, found->line, what, remedy, use);
}

void Section::list(const QString &name, const QString &what, const QString &remedy,
                   const std::function<bool(const QString &)> &use)
{
    const Entry *found = entry(name);
    if (!found)
        return;
    if (!found->value.IsSequence()) {
        mistake(found->line, found->key, tr("is no list."), tr("Write [%1, …].").arg(remedy));
        return;
    }
    for (size_t i = 0; i < found->value.size(); ++i) {
        const YAML::Node item = found->value[i];
        oneText(u"%1[%2]"_s.arg(found->key).arg(i), item, lineOf(item, found->line), what, tr("Write %1.").arg(remedy),
                use);
    }
}

void Section::oneText(const QString &key, const YAML::Node &value, int line, const QString &what, const QString &remedy,
                      const std::function<bool(const QString &)> &use)
{
    if (!value.IsScalar() || value.Scalar().empty())
        mistake(lineOf(value, line), key,
                value.IsMap() || value.IsSequence() ? tr("holds more than one value.") : tr("is empty."), remedy);
    else if (const QString text = QString::fromStdString(value.Scalar()); !use(text))
        mistake(lineOf(value, line), key, tr("%1 is no %2.").arg(shown(text), what), remedy);
}

void Section::mistake(int line, const QString &key, const QString &what, const QString &remedy) const
{
    m_mistakes << Mistake{ line, key, what, remedy };
}

} // namespace config
