// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/createjobdialog.h"

#include "models/aurora/client.h"
#include "models/jobs/clone.h"
#include "models/jobs/library.h"
#include "ui/common/segments.h"
#include "ui/createjob/bindingform.h"
#include "ui/createjob/dryrunview.h"
#include "ui/createjob/jobpreview.h"
#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

CreateJobDialog::CreateJobDialog(Place place, QList<jobs::TemplateReading> templates, QWidget *parent)
    : QDialog(parent)
    , m_place(std::move(place))
    , m_templates(std::move(templates))
    , m_head(new PlanHead(m_place.tier, m_place.stack, this))
{
    setObjectName(u"createJobDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    askFileToOpen = [this] {
        return QFileDialog::getOpenFileName(this, tr("Open a job definition"), jobs::userTemplateDir(),
                                            tr("Job definitions (*.yaml *.yml)"));
    };
    askFileToSave = [this](const QString &suggestion) {
        return QFileDialog::getSaveFileName(this, tr("Save the job definition"), suggestion,
                                            tr("Job definitions (*.yaml)"));
    };

    const Theme *theme = Theme::instance();
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(8));
    columns->setSpacing(theme->px(14));
    columns->addWidget(buildLeft(), 1);
    columns->addWidget(buildRight(), 1);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_head);
    all->addLayout(columns, 1);
    all->addWidget(buildFoot());

    for (const jobs::TemplateReading &reading : std::as_const(m_templates))
        m_source->addItem(reading.of.title);
    m_source->insertSeparator(m_source->count());
    m_source->addItem(tr("From a file…"));
    connect(m_source, &QComboBox::activated, this, &CreateJobDialog::choose);
    connect(m_form, &BindingForm::changed, this, &CreateJobDialog::refresh);
    connect(m_view, &Segments::changed, this, &CreateJobDialog::showPreview);
    connect(theme, &Theme::changed, this, &CreateJobDialog::readTheme);
    readTheme();
    resize(theme->px(1060), theme->px(640));
    setMinimumSize(theme->px(720), theme->px(420));
    if (!m_templates.isEmpty())
        choose(0);
    else
        refresh();
}

CreateJobDialog::~CreateJobDialog()
{
    m_asking.request_stop();
}

void CreateJobDialog::askThrough(aurora::Client *client)
{
    connect(this, &CreateJobDialog::dryRunRequested, client,
            [this, client](quint64 number, const aurora::JobConfiguration &job) {
                m_asking.request_stop(); // the wish before this one
                m_asking = {};
                QCoro::connect(client->populate(job, m_asking.get_token()), this,
                               [this, number](const core::Result<aurora::TaskConfig> &answer) {
                                   if (answer || answer.error().kind != core::Error::Kind::Cancelled)
                                       setDryRun(number, answer);
                               });
            });
}

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

void CreateJobDialog::readTheme()
{
    const Theme *theme = Theme::instance();
    findChild<QLabel *>(u"previewHeading"_s)->setFont(theme->headingFont());
    QPalette quiet = m_help->palette();
    quiet.setColor(QPalette::WindowText, theme->tokens().text2);
    m_help->setPalette(quiet);
}

void CreateJobDialog::setClone(const jobs::JobTemplate &clone)
{
    m_templates.prepend({ clone, {} });
    m_source->insertItem(0, clone.title);
    m_chosen = -1;
    m_view->setCurrent(1);
    choose(0);
}

void CreateJobDialog::setTiers(const QStringList &tiers)
{
    m_place.surroundings.tiers = tiers;
    refresh();
}

void CreateJobDialog::chooseTemplate(const QString &title)
{
    if (const int index = m_source->findText(title); index >= 0 && index < m_templates.size())
        choose(index);
}

void CreateJobDialog::choose(int index)
{
    if (index >= m_templates.size()) {
        openFile();
        return;
    }
    m_source->setCurrentIndex(index);
    if (index == m_chosen)
        return;
    m_chosen = index;
    m_insist = false;
    const jobs::TemplateReading &reading = m_templates[index];
    m_template = reading.of;
    m_help->setText(m_template.help);
    m_help->setVisible(!m_template.help.isEmpty());
    m_view->setVisible(m_template.before.has_value());
    if (!m_template.before)
        m_view->setCurrent(0);
    m_form->setBindings(reading.isWhole() ? m_template.bindings : QList<jobs::Binding>(), m_source);
    refresh();
}

void CreateJobDialog::openFile()
{
    const QString file = askFileToOpen();
    m_source->setCurrentIndex(m_chosen);
    if (file.isEmpty())
        return;
    const auto reading = jobs::readTemplate(file);
    if (!reading) {
        tell(tr("%1 cannot be read: %2").arg(file, reading.error().detail), true);
        return;
    }
    m_templates.prepend(*reading);
    m_source->insertItem(0, reading->of.title);
    m_chosen = -1;
    choose(0);
}

void CreateJobDialog::refresh()
{
    m_dryRun = 0;
    m_answer->setNotAsked();
    const bool whole = m_chosen >= 0 && m_templates[m_chosen].isWhole();
    if (whole) {
        m_resolution = jobs::resolve(m_template, m_form->values(), m_place.surroundings);
    } else {
        m_resolution = {};
        if (m_chosen >= 0)
            m_resolution.mistakes = m_templates[m_chosen].mistakes;
    }
    m_form->judge(m_resolution.mistakes, m_insist);
    const aurora::JobKey &key = m_resolution.job.key;
    setWindowTitle(key.isComplete() ? tr("New job %1 in %2/%3").arg(key.name, key.role, key.environment)
                                    : tr("New job"));
    m_head->setTitle(windowTitle());
    for (QPushButton *button : { m_dryRunButton, m_saveButton, m_planButton })
        button->setEnabled(whole);

    // What no field can say is said here.
    QStringList others;
    for (const config::Mistake &mistake : std::as_const(m_resolution.mistakes)) {
        if (mistake.line > 0 || !m_form->values().contains(mistake.key))
            others << config::mistakeText(mistake, m_template.file.section(u'/', -1));
    }
    constexpr qsizetype most = 4;
    if (others.size() > most)
        others = others.first(most) << tr("%n more", nullptr, static_cast<int>(others.size() - most));
    tell(others.join(u'\n'), true);
    showPreview();
}

void CreateJobDialog::showPreview()
{
    if (m_chosen < 0 || !m_templates[m_chosen].isWhole())
        m_preview->showFacts({});
    else if (m_view->current() == 1 && m_template.before)
        m_preview->showChanges(jobs::difference(*m_template.before, m_resolution.job));
    else
        m_preview->showFacts(jobs::describe(m_resolution.job));
}

void CreateJobDialog::tell(const QString &sentence, bool wrong)
{
    QPalette colours = m_verdict->palette();
    const Tokens &tokens = Theme::instance()->tokens();
    colours.setColor(QPalette::WindowText, wrong ? tokens.failWord : tokens.okWord);
    m_verdict->setPalette(colours);
    m_verdict->setText(sentence);
    m_verdict->setVisible(!sentence.isEmpty());
}

bool CreateJobDialog::isReady()
{
    if (m_resolution.isWhole())
        return true;
    m_insist = true;
    m_form->judge(m_resolution.mistakes, true);
    m_form->focusFirst(m_resolution.mistakes);
    return false;
}

void CreateJobDialog::dryRun()
{
    static quint64 number = 0;
    if (!isReady())
        return;
    m_dryRun = ++number;
    m_answer->setAsking();
    emit dryRunRequested(m_dryRun, m_resolution.job);
}

void CreateJobDialog::setDryRun(quint64 number, const core::Result<aurora::TaskConfig> &answer)
{
    if (number == m_dryRun && number != 0)
        m_answer->setAnswer(m_resolution.job.config, answer);
}

void CreateJobDialog::plan()
{
    if (isReady())
        emit planRequested(m_resolution.job);
}

void CreateJobDialog::save()
{
    if (!isReady())
        return;
    const QString file = askFileToSave(QDir(jobs::userTemplateDir()).filePath(m_resolution.job.key.name + u".yaml"_s));
    if (file.isEmpty())
        return;
    // With its values as defaults: what is usually changed stays a field when the file is opened again.
    const auto saved = jobs::cloneOf(m_resolution.job).and_then([&](const jobs::JobTemplate &of) {
        return jobs::saveTemplate(file, of.yaml);
    });
    if (saved)
        tell(tr("Saved as %1.").arg(file), false);
    else
        tell(tr("%1 was not saved: %2").arg(file, saved.error().detail), true);
}

} // namespace ui
