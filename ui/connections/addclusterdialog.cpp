// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/addclusterdialog.h"

#include "models/connections/check.h"
#include "models/stack/signin.h"
#include "ui/common/checklist.h"
#include "ui/common/segments.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QCheckBox>
#include <QDir>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using secrets::Layer;

namespace ui {

namespace {

constexpr std::array tiers{ config::Tier::Production, config::Tier::Staging, config::Tier::Development };

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(Theme::instance()->headingFont());
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *remark(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

/// "stacks.dev.mesos.masters[0]" as the form calls it; empty: it has no field.
QString fieldOf(const QString &key)
{
    static const QList<std::pair<QString, QString>> fields{
        { u".mesos"_s, AddClusterDialog::tr("Masters") },   { u".aurora"_s, AddClusterDialog::tr("Schedulers") },
        { u".airflow"_s, AddClusterDialog::tr("Airflow") }, { u".aws"_s, AddClusterDialog::tr("AWS") },
        { u".proxy"_s, AddClusterDialog::tr("Proxy") },     { u".user"_s, AddClusterDialog::tr("User") },
    };
    for (const auto &[part, name] : fields) {
        if (key.contains(part))
            return name;
    }
    return AddClusterDialog::tr("Name");
}

} // namespace

AddClusterDialog::AddClusterDialog(Place place, QWidget *parent)
    : QDialog(parent)
    , m_place(std::move(place))
    , m_check(new QPushButton(icon(u"restart"_s), tr("Check"), this))
    , m_add(new QPushButton(tr("Add cluster"), this))
{
    setObjectName(u"addClusterDialog"_s);
    setWindowTitle(tr("Add a cluster"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"addCancel"_s);
    cancel->setAutoDefault(false);
    m_check->setObjectName(u"addCheck"_s);
    m_check->setAutoDefault(false);
    m_check->setToolTip(tr("Asks each layer whether it can be reached and lets you in. It only reads."));
    m_add->setObjectName(u"addAdd"_s);
    m_add->setDefault(true);

    const Theme *theme = Theme::instance();
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(form());
    middle->addWidget(findings(), 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(theme->px(14), theme->px(8), theme->px(14), theme->px(10));
    buttons->setSpacing(theme->px(8));
    buttons->addWidget(m_check);
    buttons->addWidget(m_told, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(middle, 1);
    column->addLayout(buttons);
    resize(theme->px(920), theme->px(560));

    for (QLineEdit *edit : findChildren<QLineEdit *>()) {
        if (edit != m_password)
            connect(edit, &QLineEdit::textChanged, this, &AddClusterDialog::judge);
    }
    connect(m_tier, &Segments::changed, this, &AddClusterDialog::judge);
    connect(m_aws, &QCheckBox::toggled, this, &AddClusterDialog::judge);
    connect(m_check, &QPushButton::clicked, this, &AddClusterDialog::check);
    connect(m_add, &QPushButton::clicked, this, &AddClusterDialog::add);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    judge();
    m_name->setFocus();
}

AddClusterDialog::~AddClusterDialog()
{
    clearChecks();
}

QLineEdit *AddClusterDialog::field(QFormLayout *form, const QString &objectName, const QString &label,
                                   const QString &example)
{
    auto *edit = new QLineEdit(this);
    edit->setObjectName(objectName);
    edit->setPlaceholderText(example);
    form->addRow(label, edit);
    return edit;
}

QWidget *AddClusterDialog::form()
{
    const Theme *theme = Theme::instance();
    auto *content = new QWidget;
    auto *form = new QFormLayout(content);
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->setVerticalSpacing(theme->px(7));
    form->addRow(heading(tr("The cluster")));
    m_name = field(form, u"addName"_s, tr("Name"), tr("cantareira-dev"));
    m_tier = new Segments(tr("Tier"),
                          { { tr("Production"), {}, tr("Every action asks for more care") },
                            { tr("Staging"), {}, {} },
                            { tr("Development"), {}, {} } },
                          this);
    m_tier->setObjectName(u"addTier"_s);
    form->addRow(tr("Tier"), m_tier);

    form->addRow(heading(tr("Mesos and Aurora")));
    m_masters = field(form, u"addMasters"_s, tr("Masters"), tr("mesos-1:5050, mesos-2:5050"));
    m_masters->setToolTip(tr("All masters, in any order: the leader is found among them."));
    m_schedulers = field(form, u"addSchedulers"_s, tr("Schedulers"), tr("aurora-1:8081 · empty: none"));
    m_user = field(form, u"addUser"_s, tr("User"), tr("empty: without signing in"));
    m_password = field(form, u"addPassword"_s, tr("Password"), {});
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setToolTip(tr("For Mesos, and for Aurora and Airflow until they get a login of their own on the page "
                              "Connections. Kept in the desktop's keyring, never in a file."));

    form->addRow(heading(tr("The night")));
    m_airflowUrl = field(form, u"addAirflowUrl"_s, tr("Airflow"), tr("https://airflow:8080 · empty: none"));
    m_dag = field(form, u"addDag"_s, tr("DAG"), tr("its id"));

    form->addRow(heading(tr("The way there, and the machines")));
    m_proxy = field(form, u"addProxy"_s, tr("Proxy"), tr("empty: none · socks5://localhost:1080, ssh://me@bastion"));
    m_aws = new QCheckBox(tr("The machines are at AWS"), this);
    m_aws->setObjectName(u"addAws"_s);
    form->addRow({}, m_aws);
    m_awsProfile = field(form, u"addProfile"_s, tr("Profile"), tr("empty: as other tools of AWS choose it"));
    m_awsRegion = field(form, u"addRegion"_s, tr("Region"), tr("empty: the profile's"));
    m_form = form;

    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(theme->px(430));
    m_told = remark({});
    m_told->setObjectName(u"addTold"_s);
    return scroll;
}

QWidget *AddClusterDialog::findings()
{
    const Theme *theme = Theme::instance();
    auto *content = new QWidget;
    content->setAutoFillBackground(true);
    content->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(heading(tr("What is written")));
    column->addWidget(remark(tr("To %1, behind what stands there.").arg(QDir::toNativeSeparators(m_place.file))));
    m_lines = new QPlainTextEdit;
    m_lines->setObjectName(u"addLines"_s);
    m_lines->setAccessibleName(tr("What would be written into the stacks file"));
    m_lines->setReadOnly(true);
    m_lines->setTabChangesFocus(true);
    m_lines->setFont(theme->monoFont());
    m_lines->setLineWrapMode(QPlainTextEdit::NoWrap);
    column->addWidget(m_lines);
    m_checks = new QWidget;
    auto *checks = new QVBoxLayout(m_checks);
    checks->setContentsMargins({});
    checks->setSpacing(theme->px(6));
    column->addWidget(m_checks);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    clearChecks();
    return scroll;
}

config::ClusterDraft AddClusterDialog::draft() const
{
    config::ClusterDraft draft;
    draft.name = m_name->text();
    draft.tier = tiers[static_cast<size_t>(m_tier->current())];
    draft.masters = m_masters->text();
    draft.schedulers = m_schedulers->text();
    draft.airflowUrl = m_airflowUrl->text();
    draft.dag = m_dag->text();
    draft.machinesAtAws = m_aws->isChecked();
    draft.awsProfile = m_awsProfile->text();
    draft.awsRegion = m_awsRegion->text();
    draft.proxy = m_proxy->text();
    draft.user = m_user->text();
    return draft;
}

net::Credentials AddClusterDialog::login() const
{
    if (m_user->text().isEmpty() || m_password->text().isEmpty())
        return {};
    return { net::Credentials::Scheme::Basic, m_user->text(), m_password->text() };
}

void AddClusterDialog::judge()
{
    for (QLineEdit *edit : { m_awsProfile, m_awsRegion })
        m_form->setRowVisible(edit, m_aws->isChecked());
    const config::ClusterDraft typed = draft();
    const config::JudgedDraft judged = config::judge(typed);
    m_add->setEnabled(judged.stack.has_value());
    m_check->setEnabled(judged.stack.has_value());
    m_lines->setPlainText(typed.name.trimmed().isEmpty() ? QString()
                                                         : QString::fromUtf8(config::toYaml(typed)).trimmed());
    const int rows = std::clamp(m_lines->blockCount(), 4, 16);
    m_lines->setFixedHeight(QFontMetrics(m_lines->font()).lineSpacing() * rows + Theme::instance()->px(16));
    if (judged.mistakes.isEmpty()) {
        tell({}, false);
        return;
    }
    const config::Mistake &mistake = judged.mistakes.first();
    const QString field = mistake.key.isEmpty() ? QString() : fieldOf(mistake.key) + u": "_s;
    tell(field + mistake.what + u' ' + mistake.remedy, false);
}

void AddClusterDialog::tell(const QString &sentence, bool isMistake)
{
    m_told->setForegroundRole(isMistake ? QPalette::WindowText : QPalette::PlaceholderText);
    m_told->setText(sentence);
}

std::unique_ptr<stack::Stack> AddClusterDialog::trial() const
{
    const config::JudgedDraft judged = config::judge(draft());
    if (!judged.stack)
        return nullptr;
    auto stack
        = std::make_unique<stack::Stack>(*judged.stack, net::Credentials(), core::systemClock(), m_scratch.path());
    stack::loginsOf(stack.get())->setKeyring(m_place.keyring);
    return stack;
}

void AddClusterDialog::clearChecks()
{
    qDeleteAll(m_checks->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    m_running.clear();
    m_trial.reset();
}

void AddClusterDialog::check()
{
    clearChecks();
    m_trial = trial();
    if (!m_trial)
        return;
    for (const Layer layer : secrets::layersOf(m_trial->config())) {
        m_checks->layout()->addWidget(heading(secrets::nameOf(layer)));
        auto *list = new CheckList;
        list->setObjectName(u"addFound-"_s + secrets::keyOf(layer));
        m_checks->layout()->addWidget(list);
        m_running.push_back(std::make_unique<connections::Check>(*m_trial, layer, secrets::Logins(login())));
        list->setCheck(m_running.back().get());
        m_running.back()->start();
    }
}

/// The login first, so that the stack finds it when the file makes it open.
void AddClusterDialog::add()
{
    m_add->setEnabled(false);
    clearChecks();
    m_trial = trial();
    if (!m_trial)
        return;
    if (!secrets::isThere(login()) || !m_place.keyring) {
        write();
        return;
    }
    QCoro::connect(stack::loginsOf(m_trial.get())->keep(Layer::Mesos, login()), this,
                   [this](secrets::Origin) { write(); });
}

void AddClusterDialog::write()
{
    const core::Result<void> done = config::addCluster(m_place.file, draft());
    if (!done) {
        if (secrets::isThere(login()) && m_place.keyring)
            QCoro::connect(stack::loginsOf(m_trial.get())->forget(Layer::Mesos), this,
                           [](const core::Result<void> &) {});
        tell(tr("Nothing was added to %1: %2").arg(m_place.file, done.error().detail), true);
        m_add->setEnabled(true);
        return;
    }
    emit added(draft().name.trimmed());
    accept();
}

} // namespace ui
