// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pools/cycledialog.h"

#include "models/core/format.h"
#include "models/verbs/pools/retireverb.h"

#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int usualPause = 30;
constexpr int longestPause = 3600;

} // namespace

CycleDialog::CycleDialog(const Place &place, const pools::Pool &pool, QWidget *parent)
    : WishDialog(place, tr("Cycle %1").arg(pool.name), parent)
    , m_pool(pool)
    , m_atOnce(new QSpinBox(this))
    , m_pause(new QSpinBox(this))
    , m_words(new QLabel(this))
{
    setObjectName(u"cycleDialog"_s);
    m_atOnce->setObjectName(u"cycleAtOnce"_s);
    m_atOnce->setRange(1, std::max(1, pool.launched));
    m_pause->setObjectName(u"cyclePause"_s);
    m_pause->setRange(0, longestPause);
    m_pause->setSingleStep(usualPause);
    m_pause->setValue(usualPause);
    m_pause->setSuffix(tr(" s"));
    m_words->setObjectName(u"cycleWords"_s);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::PlainText);
    addSentence(tr("Of each machine: no new task comes to it, what runs ends by itself, then AWS replaces it. A batch "
                   "begins when the machines for the one before have registered."));
    form()->addRow(tr("&At once"), m_atOnce);
    form()->addRow(tr("Pa&use after each"), m_pause);
    form()->addRow(m_words);
    connect(m_atOnce, &QSpinBox::valueChanged, this, &CycleDialog::check);
    check();
    m_atOnce->setFocus();
    m_atOnce->selectAll();
}

void CycleDialog::check()
{
    m_atOnce->setSuffix(m_atOnce->value() == 1 ? tr(" machine") : tr(" machines"));
    const int batches = (m_pool.launched + m_atOnce->value() - 1) / m_atOnce->value();
    m_words->setText(
        batches == 1
            ? tr("All %1 machines at once.").arg(core::formatCount(m_pool.launched))
            : tr("%1 machines in %2 batches.").arg(core::formatCount(m_pool.launched), core::formatCount(batches)));
}

void CycleDialog::plan()
{
    emit planRequested(
        verbs::RetireVerb::cycle(m_pool.name, m_atOnce->value(), std::chrono::seconds(m_pause->value())));
}

} // namespace ui
