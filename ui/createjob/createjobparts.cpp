// SPDX-License-Identifier: GPL-3.0-or-later
/// What CreateJobDialog is made of: source and form at the left, the job at the right, the buttons below.
#include "ui/common/segments.h"
#include "ui/createjob/bindingform.h"
#include "ui/createjob/createjobdialog.h"
#include "ui/createjob/dryrunview.h"
#include "ui/createjob/jobpreview.h"
#include "ui/createjob/updatepace.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

QWidget *CreateJobDialog::buildLeft()
{
    const Theme *theme = Theme::instance();
    auto *side = new QWidget(this);
    m_source = new QComboBox(side);
    m_source->setObjectName(u"jobSource"_s);
    m_source->setAccessibleName(tr("Template"));
    auto *label = new QLabel(tr("&From"), side);
    label->setBuddy(m_source);
    m_help = new QLabel(side);
    m_help->setObjectName(u"jobHelp"_s);
    m_help->setTextFormat(Qt::PlainText);
    m_help->setWordWrap(true);
    m_form = new BindingForm(side);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme->px(8));
    row->addWidget(label);
    row->addWidget(m_source, 1);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(9));
    column->addLayout(row);
    column->addWidget(m_help);
    column->addWidget(m_form, 1);
    m_pace = new UpdatePace(side);
    m_pace->hide();
    column->addWidget(m_pace);
    return side;
}

QWidget *CreateJobDialog::buildRight()
{
    const Theme *theme = Theme::instance();
    auto *side = new QWidget(this);
    m_view = new Segments(tr("What the preview shows"), { { tr("Job"), {}, {} }, { tr("Changes"), {}, {} } }, side);
    m_view->setObjectName(u"previewSwitch"_s);
    auto *heading = new QLabel(tr("Resulting job"), side);
    heading->setObjectName(u"previewHeading"_s);
    m_preview = new JobPreview(side);
    m_answer = new DryRunView(side);
    m_verdict = new QLabel(side);
    m_verdict->setObjectName(u"jobVerdict"_s);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout;
    row->addWidget(heading, 1);
    row->addWidget(m_view);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(8));
    column->addLayout(row);
    column->addWidget(m_preview, 1);
    column->addWidget(m_verdict);
    column->addWidget(m_answer);
    return side;
}

QWidget *CreateJobDialog::buildFoot()
{
    const Theme *theme = Theme::instance();
    auto *foot = new QWidget(this);
    foot->setObjectName(u"createJobFoot"_s);
    foot->setAutoFillBackground(true);
    foot->setBackgroundRole(QPalette::Button);
    auto *hint = new QLabel(tr("Nothing is sent here. Plan… shows what will be, and asks."), foot);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setMinimumWidth(1); // gives way before the buttons do
    auto *cancel = new QPushButton(tr("Cancel"), foot);
    m_dryRunButton = new QPushButton(tr("&Dry run"), foot);
    m_saveButton = new QPushButton(tr("&Save as…"), foot);
    m_planButton = new QPushButton(tr("&Plan…"), foot);
    cancel->setObjectName(u"createJobCancel"_s);
    m_dryRunButton->setObjectName(u"dryRunButton"_s);
    m_saveButton->setObjectName(u"saveJobButton"_s);
    m_planButton->setObjectName(u"planJobButton"_s);
    for (QPushButton *button : { cancel, m_dryRunButton, m_saveButton })
        button->setAutoDefault(false);
    m_planButton->setDefault(true); // opens a plan and sends nothing
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(theme->px(14), theme->px(9), theme->px(14), theme->px(9));
    row->setSpacing(theme->px(8));
    row->addWidget(hint, 1);
    row->addWidget(cancel);
    row->addWidget(m_saveButton);
    row->addWidget(m_dryRunButton);
    row->addWidget(m_planButton);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_dryRunButton, &QPushButton::clicked, this, &CreateJobDialog::dryRun);
    connect(m_saveButton, &QPushButton::clicked, this, &CreateJobDialog::save);
    connect(m_planButton, &QPushButton::clicked, this, &CreateJobDialog::plan);
    return foot;
}

} // namespace ui
