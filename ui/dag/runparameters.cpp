// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/runparameters.h"

#include "models/core/tr.h"
#include "ui/common/richtext.h"
#include "ui/style/theme.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr qsizetype shown = 2;
constexpr qsizetype longest = 44; ///< letters of a value; a transaction's 36 are whole
constexpr QLatin1StringView beforeLink("before:");
constexpr QLatin1StringView nowLink("now:");

using core::tr;

QString mono(const QString &value)
{
    const QString text = value.size() <= longest ? value : value.left(longest / 2) + u'…' + value.right(longest / 2);
    return u"<span style='font-family:%1'>%2</span>"_s.arg(Theme::instance()->monoFont().family(),
                                                           text.toHtmlEscaped());
}

QString copyLink(QLatin1StringView kind, const QString &name)
{
    return u"<a href=\"%1\">%2</a>"_s.arg((kind + name).toHtmlEscaped(), tr("copy"));
}

QString lineOf(const dag::Parameter &parameter)
{
    const QColor warn = Theme::instance()->tokens().warnWord;
    QString line = u"%1 %2 %3"_s.arg(quiet(parameter.name), mono(parameter.value), copyLink(nowLink, parameter.name));
    if (!parameter.isChanged())
        return line;
    line += u" · "_s;
    if (parameter.before->isEmpty())
        return line + coloured(tr("new"), warn);
    return line
        + u"%1 %2 %3"_s.arg(coloured(tr("changed, was"), warn), mono(*parameter.before),
                            copyLink(beforeLink, parameter.name));
}

QString lineOfDropped(const dag::Parameter &parameter)
{
    return u"%1 %2 %3 %4"_s.arg(quiet(parameter.name), coloured(tr("gone, was"), Theme::instance()->tokens().warnWord),
                                mono(parameter.value), copyLink(beforeLink, parameter.name));
}

} // namespace

QString parameterLines(const dag::Run &run)
{
    QStringList unusual;
    QStringList usual;
    for (const dag::Parameter &parameter : run.parameters)
        (parameter.isChanged() ? unusual : usual) << lineOf(parameter);
    for (const dag::Parameter &parameter : run.dropped)
        unusual << lineOfDropped(parameter);
    QStringList lines = (unusual + usual).mid(0, shown);
    const qsizetype more = unusual.size() + usual.size() - lines.size();
    if (more == 0)
        return lines.join(u"<br>"_s);
    const qsizetype moreUnusual = std::max(qsizetype(0), unusual.size() - lines.size());
    lines.last() += u" · "_s
        + (moreUnusual > 0 ? coloured(tr("and %1 more, %2 changed").arg(more).arg(moreUnusual),
                                      Theme::instance()->tokens().warnWord)
                           : quiet(tr("and %1 more").arg(more)));
    return lines.join(u"<br>"_s);
}

QString parameterDetails(const dag::Run &run)
{
    QStringList lines;
    const auto add = [&lines](const QString &name, const QString &value, const QString &before) {
        lines << (name + u" = "_s + value + before).toHtmlEscaped();
    };
    for (const dag::Parameter &parameter : run.parameters) {
        add(parameter.name, parameter.value,
            !parameter.isChanged()            ? QString()
                : parameter.before->isEmpty() ? tr(" (the run before had none)")
                                              : tr(" (the run before: %1)").arg(*parameter.before));
    }
    for (const dag::Parameter &parameter : run.dropped)
        add(parameter.name, tr("none"), tr(" (the run before: %1)").arg(parameter.value));
    return lines.join(u"<br>"_s);
}

std::optional<CopiedValue> copiedValue(const dag::Run &run, const QString &link)
{
    const bool isBefore = link.startsWith(beforeLink);
    const QString name = link.mid((isBefore ? beforeLink : nowLink).size());
    const auto own = std::ranges::find(run.parameters, name, &dag::Parameter::name);
    if (own != run.parameters.end() && !isBefore)
        return CopiedValue{ name, own->value };
    if (own != run.parameters.end() && own->isChanged())
        return CopiedValue{ tr("%1 before").arg(name), *own->before };
    const auto dropped = std::ranges::find(run.dropped, name, &dag::Parameter::name);
    if (isBefore && dropped != run.dropped.end())
        return CopiedValue{ tr("%1 before").arg(name), dropped->value };
    return std::nullopt;
}

} // namespace ui
