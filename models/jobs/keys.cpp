// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/keys.h"

#include "models/config/units.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace jobs {

QString Keys::tr(const char *text)
{
    return QCoreApplication::translate("JobTemplate", text);
}

void Keys::mistake(const QString &name, const QString &what, const QString &remedy) const
{
    const auto *found = entry(name);
    m_section.mistake(found ? found->line : m_line, m_key.isEmpty() ? name : m_key + u'.' + name, what, remedy);
}

void Keys::demand(const QStringList &names, const QString &remedy) const
{
    for (const QString &name : names) {
        if (!has(name))
            mistake(name, tr("is missing."), remedy);
    }
}

void Keys::text(const QString &name, QString &target)
{
    m_section.text(name, tr("text"), tr("Write a text, or take the key out."), [&](const QString &text) {
        target = text;
        return true;
    });
}

void Keys::text(const QString &name, std::optional<QString> &target)
{
    if (has(name))
        text(name, target.emplace());
}

void Keys::flag(const QString &name, bool &target)
{
    choice<bool>(name, target, { { u"true"_s, true }, { u"false"_s, false } });
}

void Keys::whole(const QString &name, int &target, int least, int most)
{
    qint64 number = target;
    whole(name, number, least, most);
    target = static_cast<int>(number);
}

void Keys::whole(const QString &name, qint64 &target, qint64 least, qint64 most)
{
    const QString what = most < std::numeric_limits<int>::max() ? tr("whole number from %1 to %2").arg(least).arg(most)
                                                                : tr("whole number from %1 on").arg(least);
    m_section.text(name, what, tr("Write digits alone."), [&](const QString &text) {
        bool ok = false;
        const qint64 number = text.toLongLong(&ok);
        if (!ok || number < least || number > most)
            return false;
        target = number;
        return true;
    });
}

void Keys::number(const QString &name, double &target, double least)
{
    m_section.text(name, tr("number from %1 on").arg(least),
                   tr("Write digits, with a point where there is need for one."), [&](const QString &text) {
                       bool ok = false;
                       const double number = text.toDouble(&ok);
                       if (!ok || !qIsFinite(number) || number < least)
                           return false;
                       target = number;
                       return true;
                   });
}

void Keys::bytes(const QString &name, qint64 &target)
{
    m_section.text(name, tr("size"), tr("Write a number with its unit: 512MiB, 2GiB."), [&](const QString &text) {
        const auto size = parseBytes(text);
        target = size.value_or(target);
        return size.has_value();
    });
}

bool Keys::span(const QString &name, double &seconds, bool wholeOnly)
{
    bool read = false;
    m_section.text(name, wholeOnly ? tr("time in whole seconds") : tr("time"),
                   tr("Write a number with its unit: 30s, 20min."), [&](const QString &text) {
                       const auto time = config::parseDuration(text);
                       if (!time || (wholeOnly && time->count() % 1000 != 0) || time->count() / 1000 > 1 << 30)
                           return false;
                       seconds = static_cast<double>(time->count()) / 1000;
                       return read = true;
                   });
    return read;
}

void Keys::seconds(const QString &name, int &target)
{
    if (double read = 0; span(name, read, true))
        target = static_cast<int>(read);
}

void Keys::seconds(const QString &name, qint64 &target)
{
    if (double read = 0; span(name, read, true))
        target = static_cast<qint64>(read);
}

void Keys::seconds(const QString &name, double &target)
{
    if (double read = 0; span(name, read, false))
        target = read;
}

void Keys::texts(const QString &name, QStringList &target)
{
    m_section.list(name, tr("text"), tr("word"), [&](const QString &text) {
        target << text;
        return true;
    });
}

void Keys::textMap(const QString &name, QMap<QString, QString> &target)
{
    const auto *found = entry(name);
    if (!found)
        return;
    Keys map(*found, {}, m_mistakes);
    for (const auto &[key, value] : map.entries()) {
        if (value.value.IsSequence()) {
            QStringList items;
            map.texts(key, items);
            target[key] = items.join(u',');
        } else {
            map.text(key, target[key]);
        }
    }
}

} // namespace jobs
