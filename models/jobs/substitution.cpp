// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/substitution.h"

#include "models/config/units.h"
#include "models/core/tr.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace jobs {

namespace {

using core::tr;

const QRegularExpression &reference()
{
    static const QRegularExpression pattern(uR"(\{\{\s*([A-Za-z_]\w*)(?:\.(\w+))?\s*\}\})"_s);
    return pattern;
}

/// The executor's own names, left for it.
bool isForTheExecutor(const QString &name)
{
    return name == u"mesos" || name == u"thermos" || name == u"primary_port";
}

QStringList formsOf(Binding::Type type)
{
    switch (type) {
    case Binding::Type::Bytes:
        return { u"bytes"_s, u"kib"_s, u"mib"_s, u"gib"_s, u"raw"_s };
    case Binding::Type::Duration:
        return { u"ms"_s, u"seconds"_s, u"minutes"_s, u"raw"_s };
    case Binding::Type::List:
        return { u"comma"_s, u"words"_s, u"raw"_s };
    default:
        return { u"raw"_s };
    }
}

/// A whole part of a size or time; rounded up, as less than was asked for would be a surprise.
QString parts(qint64 amount, qint64 unit)
{
    return QString::number((amount + unit - 1) / unit);
}

} // namespace

QString shellQuoted(const QString &text)
{
    static const QRegularExpression plain(uR"(\A[A-Za-z0-9_@%+=:,./-]+\z)"_s);
    if (plain.match(text).hasMatch())
        return text;
    QString quoted = text;
    return u'\'' + quoted.replace(u'\'', u"'\\''"_s) + u'\'';
}

Substitution::Substitution(QList<Binding> bindings, const Values &values)
    : m_bindings(std::move(bindings))
{
    for (const Binding &binding : m_bindings)
        m_values[binding.name] = valueOf(binding, values);
}

const Binding *Substitution::binding(const QString &name) const
{
    const auto found = std::ranges::find(m_bindings, name, &Binding::name);
    return found == m_bindings.end() ? nullptr : &*found;
}

const Binding *Substitution::whole(const QString &text) const
{
    const auto match
        = reference().match(text, 0, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    return match.hasMatch() && match.capturedLength() == text.size() && match.captured(2).isEmpty()
        ? binding(match.captured(1))
        : nullptr;
}

QString Substitution::formed(const Binding &binding, const QString &form, Place place, QStringList &wrong) const
{
    const QString typed = value(binding);
    if (!form.isEmpty() && !formsOf(binding.type).contains(form)) {
        wrong << tr("{{%1.%2}} is no form of a %3; there are %4.")
                     .arg(binding.name, form, word(binding.type), formsOf(binding.type).join(u", "_s));
        return {};
    }
    if (form == u"raw")
        return typed;
    if (binding.type == Binding::Type::Bytes && !form.isEmpty()) {
        const qint64 unit = form == u"kib" ? 1 << 10 : form == u"mib" ? 1 << 20 : form == u"gib" ? 1 << 30 : 1;
        return parts(parseBytes(typed).value_or(0), unit);
    }
    if (binding.type == Binding::Type::Duration && !form.isEmpty()) {
        const qint64 unit = form == u"seconds" ? 1000 : form == u"minutes" ? 60'000 : 1;
        return parts(config::parseDuration(typed).value_or(std::chrono::milliseconds(0)).count(), unit);
    }
    if (binding.type == Binding::Type::List) {
        const bool asWords = form == u"words" || (form.isEmpty() && place == Place::Shell);
        QStringList items = itemsOf(typed);
        if (place == Place::Shell && asWords)
            std::ranges::transform(items, items.begin(), shellQuoted);
        const QString joined = items.join(asWords ? u' ' : u',');
        return place == Place::Shell && !asWords ? shellQuoted(joined) : joined;
    }
    return place == Place::Shell ? shellQuoted(typed) : typed;
}

QString Substitution::apply(const QString &text, Place place, QStringList &wrong) const
{
    if (whole(text)) // a command that is one value is that command
        return formed(*whole(text), {}, Place::Text, wrong);
    QString result;
    qsizetype from = 0;
    for (auto matches = reference().globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(text).sliced(from, match.capturedStart() - from);
        from = match.capturedEnd();
        const QString name = match.captured(1);
        if (const Binding *known = binding(name)) {
            result += formed(*known, match.captured(2), place, wrong);
            continue;
        }
        result += match.captured();
        if (!isForTheExecutor(name)) {
            QStringList names;
            for (const Binding &each : m_bindings)
                names << each.name;
            const QString meant = config::nearest(name, names);
            wrong << (meant.isEmpty()
                          ? tr("{{%1}} is no binding of this template.").arg(name)
                          : tr("{{%1}} is no binding of this template; did you mean {{%2}}?").arg(name, meant));
        }
    }
    return result + text.sliced(from);
}

} // namespace jobs
