// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/pausedialog.h"

#include "models/core/format.h"

#include <QComboBox>
#include <QFormLayout>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::array spans{ 15min, 30min, 60min, 120min, 240min };

}

PauseDialog::PauseDialog(const Place &place, const QString &dag, const core::Clock &clock, QWidget *parent)
    : WishDialog(place, tr("Pause %1").arg(dag), parent)
    , m_clock(clock)
    , m_span(new QComboBox(this))
{
    setObjectName(u"pauseDialog"_s);
    m_span->setObjectName(u"pauseSpan"_s);
    const core::TimePoint now = m_clock.now();
    for (const std::chrono::minutes span : spans)
        m_span->addItem(tr("%1, until %2").arg(core::formatSpan(span), core::formatClock(now + span, now)),
                        static_cast<qint64>(span.count()));
    m_span->addItem(tr("Until somebody lets it go on"), qint64{ 0 });
    m_span->setCurrentIndex(1);
    addSentence(
        tr("What runs goes on to its end; no further node and no new run begins. Airflow knows no end of a pause: "
           "this console, or one that takes the action over, ends it."));
    form()->addRow(tr("&For"), m_span);
    m_span->setFocus();
}

void PauseDialog::plan()
{
    const std::chrono::minutes span(m_span->currentData().toLongLong());
    emit planRequested(span.count() > 0 ? m_clock.now() + span : core::TimePoint());
}

} // namespace ui
