// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/agents/cordondialog.h"

#include "models/core/format.h"

#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QTimeEdit>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::array spans{ 30min, 60min, 120min, 240min, 480min };
constexpr auto likelyWait = 4h; ///< till the time of day that is proposed

QDateTime toLocal(core::TimePoint t)
{
    return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count());
}

} // namespace

CordonDialog::CordonDialog(const Place &place, qsizetype agents, const core::Clock &clock, QWidget *parent)
    : WishDialog(place, agents == 1 ? tr("Cordon for a while") : tr("Cordon %1 agents for a while").arg(agents), parent)
    , m_clock(clock)
    , m_span(new QComboBox(this))
    , m_time(new QTimeEdit(this))
    , m_words(new QLabel(this))
{
    setObjectName(u"cordonDialog"_s);
    m_span->setObjectName(u"cordonSpan"_s);
    for (const std::chrono::minutes span : spans)
        m_span->addItem(tr("For %1").arg(core::formatSpan(span)), qint64(span.count()));
    m_span->addItem(tr("Until a time of day"), qint64(0));
    m_time->setObjectName(u"cordonTime"_s);
    m_time->setDisplayFormat(u"HH:mm"_s);
    m_time->setTime({ toLocal(m_clock.now() + likelyWait).time().hour(), 30 });
    m_words->setObjectName(u"cordonWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    addSentence(tr("No new task comes; what runs goes on. Mesos knows no end of a cordon: when it has come, the "
                   "overview offers to uncordon. Nothing is done by itself."));
    form()->addRow(tr("&How long"), m_span);
    form()->addRow(tr("&Time"), m_time);
    form()->addRow(tr("Ends"), m_words);
    connect(m_span, &QComboBox::currentIndexChanged, this, &CordonDialog::check);
    connect(m_time, &QTimeEdit::timeChanged, this, &CordonDialog::check);
    check();
    m_span->setFocus();
}

/// A time of day that is over is tomorrow's.
core::TimePoint CordonDialog::until() const
{
    const core::TimePoint now = m_clock.now();
    if (const std::chrono::minutes span(m_span->currentData().toLongLong()); span.count() > 0)
        return now + span;
    const QDateTime local = toLocal(now);
    const QDateTime today(local.date(), m_time->time());
    const QDateTime end = today > local ? today : QDateTime(local.date().addDays(1), m_time->time());
    return core::TimePoint(core::Duration(end.toMSecsSinceEpoch()));
}

void CordonDialog::check()
{
    m_time->setEnabled(m_span->currentData().toLongLong() == 0);
    const core::TimePoint now = m_clock.now();
    m_words->setText(tr("%1, in %2").arg(core::formatClock(until(), now), core::formatSpan(until() - now)));
}

} // namespace ui
