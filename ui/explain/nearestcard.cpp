// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/nearestcard.h"

#include "ui/common/labels.h"
#include "ui/explain/fitbar.h"
#include "ui/style/theme.h"

#include <QGridLayout>
#include <QResizeEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int fitWidth = 380; ///< design px; less room puts them one below the other

/// What is to be known of the agent beside its bars.
QString note(const explain::NearFit &fit)
{
    QStringList parts;
    if (!fit.unmatched.isEmpty())
        parts += NearestCard::tr("not %1").arg(fit.unmatched.join(u", "_s));
    if (fit.availability != explain::Availability::Open)
        parts += explain::availabilityText(fit.availability);
    if (fit.isAtLimit)
        parts += NearestCard::tr("at the job's limit");
    if (!fit.isLargeEnough)
        parts += NearestCard::tr("too small");
    if (fit.ends.size() == 1)
        parts += NearestCard::tr("fits when %1 ends").arg(fit.ends.first());
    else if (fit.ends.size() == 2)
        parts += NearestCard::tr("fits when %1 and %2 end").arg(fit.ends[0], fit.ends[1]);
    else if (fit.ends.size() > 2)
        parts += NearestCard::tr("fits when %1 tasks end").arg(fit.ends.size());
    if (fit.missing == explain::Amounts() && !fit.isAtLimit)
        parts += NearestCard::tr("has room");
    return parts.join(u" · "_s);
}

bool isShown(explain::Kind kind, const explain::NearFit &fit, const explain::Amounts &need)
{
    const bool isMain = kind == explain::Kind::Cpus || kind == explain::Kind::Memory;
    return need[kind] > 0 && (isMain || fit.missing[kind] > 0);
}

} // namespace

NearestCard::NearestCard(QWidget *parent)
    : Card(tr("Nearest fit"), u"nearestFit"_s, parent)
    , m_box(new QWidget)
    , m_grid(new QGridLayout(m_box))
{
    body()->addWidget(m_box);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, &NearestCard::arrange);
}

void NearestCard::setVerdict(const explain::Verdict &verdict)
{
    qDeleteAll(m_fits);
    m_fits.clear();
    const explain::Amounts need = verdict.group.demand.need();
    for (const explain::NearFit &fit : verdict.nearest)
        m_fits += makeFit(fit, need);
    const bool anyMatches = verdict.matching > 0;
    setRemark(anyMatches ? tr("the agents that match to which least is missing; dashed: what one instance asks")
                         : tr("no agent matches: those that come nearest; dashed: what one instance asks"));
    setVisible(!m_fits.isEmpty());
    m_columns = 0;
    arrange();
}

QWidget *NearestCard::makeFit(const explain::NearFit &fit, const explain::Amounts &need)
{
    auto *box = new QWidget(m_box);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Theme::instance()->px(2));
    auto *head = new QHBoxLayout;
    head->setSpacing(Theme::instance()->px(6));
    auto *host = new LinkButton(fit.host);
    host->setAccessibleDescription(tr("Open agent"));
    connect(host, &QAbstractButton::clicked, this, [this, id = fit.agent] { emit agentOpened(id); });
    auto *says = new TokenLabel(&Tokens::text2, &Theme::tableFont);
    says->setText(note(fit));
    says->setElides(true);
    says->setToolTip(note(fit));
    head->addWidget(host);
    head->addWidget(says, 1);
    column->addLayout(head);
    for (const explain::Kind kind : explain::allKinds) {
        if (isShown(kind, fit, need))
            column->addWidget(new FitBar(kind, fit, need[kind]));
    }
    column->addStretch(1);
    return box;
}

void NearestCard::resizeEvent(QResizeEvent *event)
{
    Card::resizeEvent(event);
    arrange();
}

void NearestCard::arrange()
{
    const Theme *theme = Theme::instance();
    const int columns = std::clamp(width() / theme->px(fitWidth), 1, std::max(1, static_cast<int>(m_fits.size())));
    m_grid->setContentsMargins(theme->px(10), theme->px(6), theme->px(10), theme->px(8));
    m_grid->setHorizontalSpacing(theme->px(24));
    m_grid->setVerticalSpacing(theme->px(8));
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (QWidget *fit : std::as_const(m_fits))
        m_grid->removeWidget(fit);
    for (int i = 0; i < explain::nearestShown; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    for (int i = 0; i < m_fits.size(); ++i)
        m_grid->addWidget(m_fits[i], i / columns, i % columns);
}

} // namespace ui
