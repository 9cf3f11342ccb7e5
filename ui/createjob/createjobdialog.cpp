// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/createjobdialog.h"

#include "models/aurora/client.h"
#include "models/jobs/clone.h"
#include "models/jobs/library.h"
#include "ui/common/segments.h"
#include "ui/createjob/bindingform.h"
#include "ui/createjob/dryrunview.h"
#include "ui/createjob/jobpreview.h"
#include "ui/createjob/updatepace.h"
#include "ui/plan/planview.h"
#include "ui/style/theme.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString fromFileText()
{
    return CreateJobDialog::tr("From a file…");
}

} // namespace

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
    m_source->addItem(fromFileText());
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

void CreateJobDialog::askThrough(std::function<aurora::Client *()> client)
{
    connect(this, &CreateJobDialog::dryRunRequested, this,
            [this, client](quint64 number, const aurora::JobConfiguration &job) {
                m_asking.request_stop(); // the wish before this one
                m_asking = {};
                aurora::Client *const asked = client();
                if (!asked)
                    return;
                QCoro::connect(asked->populate(job, m_asking.get_token()), this,
                               [this, number](const core::Result<aurora::TaskConfig> &answer) {
                                   if (answer || answer.error().kind != core::Error::Kind::Cancelled)
                                       setDryRun(number, answer);
                               });
            });
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

void CreateJobDialog::setChange(const jobs::JobTemplate &asItIs)
{
    m_changed = asItIs.before;
    // Templates are for new jobs: here it is the job itself, or a file of it.
    m_templates.clear();
    while (m_source->itemText(0) != fromFileText())
        m_source->removeItem(0);
    m_pace->setVisible(m_changed && !m_changed->isCron());
    setClone(asItIs);
}

aurora::UpdateSettings CreateJobDialog::pace() const
{
    return m_pace->settings();
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
    if (m_changed)
        m_template.before = m_changed; // of a file too: what it changes about the job
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
        m_resolution.mistakes += mistakesOfName();
    } else {
        m_resolution = {};
        if (m_chosen >= 0)
            m_resolution.mistakes = m_templates[m_chosen].mistakes;
    }
    m_form->judge(m_resolution.mistakes, m_insist);
    setTitle();
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

/// What only the cluster knows of a name: whether it is another job's.
QList<config::Mistake> CreateJobDialog::mistakesOfName() const
{
    const aurora::JobKey &key = m_resolution.job.key;
    if (!key.isComplete())
        return {};
    if (m_changed && key != m_changed->key)
        return { { 0,
                   {},
                   tr("This defines %1, but %2 is to be changed.").arg(key.text(), m_changed->key.text()),
                   tr("Choose a file of that job, or create the other one with New job…") } };
    const QString taken = !m_changed && m_place.whyTaken ? m_place.whyTaken(key) : QString();
    if (taken.isEmpty())
        return {};
    // Beside the field of the name, where there is one.
    const QStringList fields = m_form->values().keys();
    const auto field = std::ranges::find_if(
        fields, [](const QString &name) { return name.compare("name"_L1, Qt::CaseInsensitive) == 0; });
    return { { 0, field == fields.end() ? QString() : *field, taken, {} } };
}

void CreateJobDialog::setTitle()
{
    const aurora::JobKey &key = m_resolution.job.key;
    if (m_changed)
        setWindowTitle(m_changed->isCron() ? tr("Change cron job %1").arg(m_changed->key.text())
                                           : tr("Update %1").arg(m_changed->key.text()));
    else
        setWindowTitle(key.isComplete() ? tr("New job %1 in %2/%3").arg(key.name, key.role, key.environment)
                                        : tr("New job"));
    m_head->setTitle(windowTitle());
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
