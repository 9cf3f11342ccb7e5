// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/addinstancesdialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostInstances = 4000; ///< of a job: the scheduler's own default

}

AddInstancesDialog::AddInstancesDialog(const Place &place, const aurora::JobKey &job, const QList<int> &active,
                                       int like, QWidget *parent)
    : WishDialog(place, tr("Add instances to %1").arg(job.text()), parent)
    , m_job(job)
    , m_count(new QSpinBox(this))
    , m_like(new QComboBox(this))
{
    setObjectName(u"addInstancesDialog"_s);
    m_count->setObjectName(u"addCount"_s);
    m_count->setRange(1, std::max(1, mostInstances - static_cast<int>(active.size())));
    m_like->setObjectName(u"addLike"_s);
    for (const int instance : active)
        m_like->addItem(QString::number(instance), instance);
    m_like->setCurrentIndex(std::max(0, m_like->findData(like)));
    addSentence(
        tr("Each is a copy of the instance named here, with its configuration as it runs now. They are numbered "
           "from %1 on.")
            .arg(active.last() + 1));
    form()->addRow(tr("&How many"), m_count);
    form()->addRow(tr("&Like instance"), m_like);
    m_count->setFocus();
    m_count->selectAll();
}

void AddInstancesDialog::plan()
{
    emit planRequested({ m_job, m_like->currentData().toInt() }, m_count->value());
}

} // namespace ui
