// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs/binding.h"

#include "models/config/units.h"
#include "models/core/tr.h"

#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace jobs {

namespace {

using core::tr;

constexpr std::array typeWords{ "text", "int", "number", "bytes", "duration", "choice", "list" };

/// A text as a number that can be compared with the bounds; nullopt: it is none of the type.
std::optional<double> measured(Binding::Type type, const QString &text)
{
    bool ok = false;
    switch (type) {
    case Binding::Type::Int:
        if (const qlonglong number = text.trimmed().toLongLong(&ok); ok)
            return static_cast<double>(number);
        return {};
    case Binding::Type::Number:
        if (const double number = text.trimmed().toDouble(&ok); ok && qIsFinite(number))
            return number;
        return {};
    case Binding::Type::Bytes:
        if (const auto bytes = parseBytes(text))
            return static_cast<double>(*bytes);
        return {};
    case Binding::Type::Duration:
        if (const auto span = config::parseDuration(text))
            return static_cast<double>(span->count());
        return {};
    case Binding::Type::Text:
    case Binding::Type::Choice:
    case Binding::Type::List:
        break;
    }
    return {};
}

QString wanted(const Binding &binding)
{
    QString what;
    switch (binding.type) {
    case Binding::Type::Int:
        what = tr("Write a whole number");
        break;
    case Binding::Type::Number:
        what = tr("Write a number");
        break;
    case Binding::Type::Bytes:
        what = tr("Write a size with its unit, such as 512MiB or 2GiB");
        break;
    case Binding::Type::Duration:
        what = tr("Write a time with its unit, such as 30s or 20min");
        break;
    case Binding::Type::Text:
    case Binding::Type::Choice:
    case Binding::Type::List:
        break;
    }
    if (!binding.least.isEmpty() && !binding.most.isEmpty())
        return tr("%1, from %2 to %3.").arg(what, binding.least, binding.most);
    if (!binding.least.isEmpty())
        return tr("%1, at least %2.").arg(what, binding.least);
    if (!binding.most.isEmpty())
        return tr("%1, at most %2.").arg(what, binding.most);
    return what + u'.';
}

bool fits(const QString &pattern, const QString &text)
{
    return pattern.isEmpty() || QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

} // namespace

QString word(Binding::Type type)
{
    return QString::fromLatin1(typeWords[static_cast<size_t>(type)]);
}

QString valueOf(const Binding &binding, const Values &values)
{
    return values.value(binding.name, binding.byDefault);
}

QString whatIsWrong(const Binding &binding, const QString &text)
{
    if (text.trimmed().isEmpty())
        return binding.required ? tr("This is asked for.") : QString();
    using enum Binding::Type;
    switch (binding.type) {
    case Text:
        if (!binding.multiline && (text.contains(u'\n') || text.contains(u'\r')))
            return tr("Write one line.");
        break;
    case Choice:
        return binding.choices.contains(text) ? QString() : tr("Take one of %1.").arg(binding.choices.join(u", "_s));
    case List:
        for (const QString &item : itemsOf(text)) {
            if (!fits(binding.pattern, item))
                return tr("“%1” does not fit %2.").arg(item, binding.pattern);
        }
        return {};
    case Int:
    case Number:
    case Bytes:
    case Duration: {
        const auto number = measured(binding.type, text);
        const auto least = measured(binding.type, binding.least);
        const auto most = measured(binding.type, binding.most);
        if (!number || (least && *number < *least) || (most && *number > *most))
            return wanted(binding);
        break;
    }
    }
    return fits(binding.pattern, text) ? QString() : tr("“%1” does not fit %2.").arg(text.left(40), binding.pattern);
}

QStringList itemsOf(const QString &list)
{
    QStringList items;
    for (const QString &item : list.split(u',')) {
        if (const QString plain = item.trimmed(); !plain.isEmpty())
            items << plain;
    }
    return items;
}

std::optional<qint64> parseBytes(const QString &text)
{
    if (const auto size = config::parseSize(text))
        return size;
    QString plain = text.trimmed();
    bool ok = false;
    if (plain.endsWith(u'B')) {
        plain.chop(1);
        const qint64 bytes = plain.trimmed().toLongLong(&ok);
        if (ok && bytes >= 0)
            return bytes;
    }
    return {};
}

QString bytesText(qint64 bytes)
{
    static constexpr std::array<std::pair<qint64, const char *>, 3> units{
        { { qint64{ 1 } << 30, "GiB" }, { qint64{ 1 } << 20, "MiB" }, { qint64{ 1 } << 10, "KiB" } }
    };
    for (const auto &[size, unit] : units) {
        if (bytes != 0 && bytes % size == 0)
            return QString::number(bytes / size) + QLatin1StringView(unit);
    }
    return QString::number(bytes) + u'B';
}

QString durationText(qint64 msecs)
{
    if (msecs != 0 && msecs % 3'600'000 == 0)
        return QString::number(msecs / 3'600'000) + u'h';
    if (msecs != 0 && msecs % 60'000 == 0)
        return QString::number(msecs / 60'000) + u"min"_s;
    if (msecs % 1000 == 0)
        return QString::number(msecs / 1000) + u's';
    return QString::number(msecs) + u"ms"_s;
}

} // namespace jobs
