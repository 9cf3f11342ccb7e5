// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/forcestatedialog.h"

#include "models/core/text.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString wordOf(aurora::TaskStatus status)
{
    return core::toQString(aurora::word(status));
}

} // namespace

ForceStateDialog::ForceStateDialog(const Place &place, Task task, QWidget *parent)
    : WishDialog(place, tr("Force the state of %1").arg(task.name), parent)
    , m_task(std::move(task))
    , m_state(new QComboBox(this))
{
    setObjectName(u"forceStateDialog"_s);
    m_state->setObjectName(u"forcedState"_s);
    auto states = aurora::allTaskStatuses;
    std::ranges::stable_partition(states, &aurora::isTerminal);
    for (const aurora::TaskStatus status : states) {
        if (status != m_task.status && status != aurora::TaskStatus::Init)
            m_state->addItem(wordOf(status), static_cast<int>(status));
    }
    m_state->setCurrentIndex(std::max(0, m_state->findData(static_cast<int>(aurora::TaskStatus::Killed))));
    addSentence(tr("Changes what Aurora's books say of this task, and nothing else: its process is not asked. To end a "
                   "task, kill it; to start it anew, restart it."));
    form()->addRow(tr("State now"), new QLabel(wordOf(m_task.status), this));
    form()->addRow(tr("&State then"), m_state);
    m_state->setFocus();
}

void ForceStateDialog::plan()
{
    emit planRequested(m_task.id, static_cast<aurora::TaskStatus>(m_state->currentData().toInt()));
}

} // namespace ui
