// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/addinstancesdialog.h"

#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostInstances = 4000; ///< of a job: the scheduler's own default

}

AddInstancesDialog::AddInstancesDialog(Place place, const aurora::JobKey &job, const QList<int> &active, int like,
                                       QWidget *parent)
    : QDialog(parent)
    , m_job(job)
    , m_count(new QSpinBox(this))
    , m_like(new QComboBox(this))
{
    setObjectName(u"addInstancesDialog"_s);
    setWindowTitle(tr("Add instances to %1").arg(job.text()));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_count->setObjectName(u"addCount"_s);
    m_count->setRange(1, std::max(1, mostInstances - static_cast<int>(active.size())));
    m_like->setObjectName(u"addLike"_s);
    for (const int instance : active)
        m_like->addItem(QString::number(instance), instance);
    m_like->setCurrentIndex(std::max(0, m_like->findData(like)));
    auto *what = new QLabel(tr("Each is a copy of the instance named here, with its configuration as it runs now. They "
                               "are numbered from %1 on.")
                                .arg(active.last() + 1),
                            this);
    what->setWordWrap(true);
    what->setTextFormat(Qt::PlainText);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *plan = buttons->addButton(tr("&Plan…"), QDialogButtonBox::AcceptRole);
    plan->setObjectName(u"addPlan"_s);
    plan->setDefault(true); // opens a plan and sends nothing

    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(place.tier, place.stack, this);
    head->setTitle(windowTitle());
    auto *form = new QFormLayout;
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->addRow(what);
    form->addRow(tr("&How many"), m_count);
    form->addRow(tr("&Like instance"), m_like);
    form->addRow(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(form);
    setMinimumWidth(theme->px(460));
    connect(buttons, &QDialogButtonBox::accepted, this, &AddInstancesDialog::plan);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_count->setFocus();
    m_count->selectAll();
}

void AddInstancesDialog::plan()
{
    emit planRequested({ m_job, m_like->currentData().toInt() }, m_count->value());
    accept();
}

} // namespace ui
