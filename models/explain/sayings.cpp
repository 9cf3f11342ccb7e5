// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/sayings.h"

#include "models/core/format.h"
#include "models/explain/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace explain {

namespace {

/// Aurora's own word for a kind of resource.
QStringView vetoWord(Kind kind)
{
    switch (kind) {
    case Kind::Cpus:
        return u"CPU";
    case Kind::Memory:
        return u"RAM";
    case Kind::Disk:
        return u"disk";
    case Kind::Gpus:
        return u"GPU";
    case Kind::Ports:
        return u"ports";
    }
    Q_UNREACHABLE();
}

bool namesMissing(QStringView insufficient, const Verdict &verdict)
{
    return std::ranges::any_of(verdict.nearest, [&](const NearFit &fit) {
        return std::ranges::any_of(allKinds, [&](Kind kind) {
            return fit.missing[kind] > 0 && insufficient.startsWith(vetoWord(kind), Qt::CaseInsensitive);
        });
    });
}

bool namesConstraint(QStringView attribute, const Verdict &verdict)
{
    if (verdict.cause != Cause::Constraint && verdict.cause != Cause::Dedicated)
        return false;
    const auto &values = verdict.group.demand.values;
    return std::ranges::any_of(values, [&](const ValueConstraint &c) { return c.attribute == attribute; });
}

/// One of Aurora's vetoes against what we found; NotTold: it is none that we know.
Agreement comparedVeto(QStringView veto, const Verdict &verdict)
{
    const auto judged = [](bool agrees) { return agrees ? Agreement::Agrees : Agreement::Differs; };
    if (veto.startsWith(u"Insufficient: "))
        return judged((verdict.cause == Cause::Full || verdict.cause == Cause::TooLarge)
                      && namesMissing(veto.mid(14), verdict));
    if (veto.startsWith(u"Constraint not satisfied: "))
        return judged(namesConstraint(veto.mid(26), verdict));
    if (veto.startsWith(u"Limit not satisfied: "))
        return judged(verdict.cause == Cause::Limit);
    if (veto.contains(u"dedicated", Qt::CaseInsensitive))
        return judged(verdict.cause == Cause::Dedicated);
    if (veto.contains(u"maintenance", Qt::CaseInsensitive) || veto.contains(u"draining", Qt::CaseInsensitive))
        return judged(verdict.cause == Cause::Unavailable);
    return Agreement::NotTold;
}

QList<Saying> auroraSayings(const Verdict &verdict)
{
    QList<Saying> sayings;
    for (const AuroraReason &reason : verdict.group.reasons) {
        Saying saying{ tr("Aurora"), {}, reason.at, compared(reason.text, verdict) };
        QString shown = reason.text;
        shown.replace(u',', u", "_s).replace(u",  "_s, u", "_s);
        saying.text = reason.text.isEmpty() ? tr("names no reason") : u'“' + shown + u'”';
        switch (saying.agreement) {
        case Agreement::Agrees:
            saying.text += tr(": the same as here");
            break;
        case Agreement::Differs:
            saying.text += tr(": not what is found here; Aurora names only the nearest of the offers it holds");
            break;
        case Agreement::NotTold:
            break;
        }
        if (reason.penalty.count() > 0)
            saying.text += tr(" · tries again in %1").arg(core::formatSpan(reason.penalty));
        sayings += saying;
    }
    if (sayings.isEmpty())
        sayings += Saying{ tr("Aurora"), tr("was not asked for its reason"), {}, Agreement::NotTold };
    return sayings;
}

/// "24.0 cpus offered of 3 agents, none of them matches".
Saying offersSaying(const Landscape &landscape, const Funnel &funnel)
{
    const Context &context = landscape.context();
    int agents = 0;
    int matching = 0;
    for (uint32_t site = 0; site < landscape.sites().size(); ++site) {
        agents += landscape.isOffered(site);
        matching += landscape.isOffered(site) && funnel.matches(site);
    }
    Saying saying{ context.offers ? tr("Aurora's offers") : tr("Mesos offers"),
                   {},
                   context.offers ? context.offersAt : context.picturedAt,
                   {} };
    if (agents == 0) {
        saying.text = context.offers ? tr("Aurora holds no offer") : tr("nothing is offered at this moment");
        return saying;
    }
    const QString offered
        = tr("%1 offered of %2")
              .arg(amountText(Kind::Cpus, landscape.offeredCpus()), counted(agents, "1 agent", "%1 agents"));
    saying.text = matching == 0 ? tr("%1, none of them matches").arg(offered)
                                : tr("%1, %2 of them match").arg(offered).arg(matching);
    if (matching == 1)
        saying.text = tr("%1, 1 of them matches").arg(offered);
    return saying;
}

} // namespace

Agreement compared(const QString &reason, const Verdict &verdict)
{
    Agreement agreement = Agreement::NotTold;
    for (const QString &veto : reason.split(u',', Qt::SkipEmptyParts)) {
        const Agreement one = comparedVeto(QStringView(veto).trimmed(), verdict);
        if (one == Agreement::Agrees)
            return one; // several vetoes are of one machine; one that names our cause is enough
        if (one == Agreement::Differs)
            agreement = one;
    }
    return agreement;
}

QList<Saying> sayingsOf(const Landscape &landscape, const Verdict &verdict, const Funnel &funnel)
{
    QList<Saying> sayings = auroraSayings(verdict);
    sayings += offersSaying(landscape, funnel);
    const qint64 agents = static_cast<qint64>(landscape.sites().size());
    const QString from = counted(agents, "1 agent", "%1 agents");
    sayings += Saying{ tr("Comporta"), tr("computed from %1 and the job's configuration").arg(from),
                       landscape.context().picturedAt, Agreement::NotTold };
    return sayings;
}

} // namespace explain
