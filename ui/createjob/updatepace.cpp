// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/updatepace.h"

#include "models/verbs/updates/updatesettings.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace ui {

UpdatePace::UpdatePace(QWidget *parent)
    : QWidget(parent)
    , m_groupSize(new QSpinBox(this))
    , m_watch(new QSpinBox(this))
    , m_rollBack(new QCheckBox(tr("&Roll back when one fails"), this))
{
    setObjectName(u"updatePace"_s);
    const aurora::UpdateSettings usual = verbs::defaultUpdateSettings();
    m_groupSize->setObjectName(u"updateGroupSize"_s);
    m_groupSize->setRange(1, 4000);
    m_groupSize->setValue(usual.groupSize);
    m_watch->setObjectName(u"updateWatch"_s);
    m_watch->setRange(0, 24 * 3600);
    m_watch->setSuffix(tr(" s"));
    m_watch->setValue(
        static_cast<int>(std::chrono::duration_cast<std::chrono::seconds>(usual.minWaitInRunning).count()));
    m_watch->setToolTip(tr("An instance that has run for so long counts as updated"));
    m_rollBack->setObjectName(u"updateRollBackOnFailure"_s);
    m_rollBack->setChecked(usual.rollbackOnFailure);
    auto *atATime = new QLabel(tr("&At a time"), this);
    atATime->setBuddy(m_groupSize);
    auto *watched = new QLabel(tr("each &watched for"), this);
    watched->setBuddy(m_watch);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Theme::instance()->px(8));
    for (QWidget *each : { static_cast<QWidget *>(atATime), static_cast<QWidget *>(m_groupSize),
                           static_cast<QWidget *>(watched), static_cast<QWidget *>(m_watch) })
        row->addWidget(each);
    row->addWidget(m_rollBack, 1);
}

aurora::UpdateSettings UpdatePace::settings() const
{
    aurora::UpdateSettings settings = verbs::defaultUpdateSettings();
    settings.groupSize = m_groupSize->value();
    settings.minWaitInRunning = std::chrono::seconds(m_watch->value());
    settings.rollbackOnFailure = m_rollBack->isChecked();
    return settings;
}

} // namespace ui
