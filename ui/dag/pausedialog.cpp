// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dag/pausedialog.h"

#include "models/core/format.h"
#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::array spans{ 15min, 30min, 60min, 120min, 240min };

}

PauseDialog::PauseDialog(const QString &stack, config::Tier tier, const QString &dag, const core::Clock &clock,
                         QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_span(new QComboBox(this))
{
    setObjectName(u"pauseDialog"_s);
    setWindowTitle(tr("Pause %1").arg(dag));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_span->setObjectName(u"pauseSpan"_s);
    const core::TimePoint now = m_clock.now();
    for (const std::chrono::minutes span : spans)
        m_span->addItem(tr("%1, until %2").arg(core::formatSpan(span), core::formatClock(now + span, now)),
                        static_cast<qint64>(span.count()));
    m_span->addItem(tr("Until somebody lets it go on"), qint64{ 0 });
    m_span->setCurrentIndex(1);
    auto *what
        = new QLabel(tr("What runs goes on to its end; no further node and no new run begins. Airflow knows no end "
                        "of a pause: this console, or one that takes the action over, ends it."),
                     this);
    what->setWordWrap(true);
    what->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *plan = buttons->addButton(tr("&Plan…"), QDialogButtonBox::AcceptRole);
    plan->setObjectName(u"pausePlan"_s);
    plan->setDefault(true); // opens a plan and sends nothing
    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(tier, stack, this);
    head->setTitle(windowTitle());
    auto *form = new QFormLayout;
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->setHorizontalSpacing(theme->px(10));
    form->setVerticalSpacing(theme->px(10));
    form->addRow(what);
    form->addRow(tr("&For"), m_span);
    form->addRow(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(form);
    setMinimumWidth(theme->px(460));
    connect(buttons, &QDialogButtonBox::accepted, this, &PauseDialog::plan);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_span->setFocus();
}

void PauseDialog::plan()
{
    const std::chrono::minutes span(m_span->currentData().toLongLong());
    emit planRequested(span.count() > 0 ? m_clock.now() + span : core::TimePoint());
    accept();
}

} // namespace ui
