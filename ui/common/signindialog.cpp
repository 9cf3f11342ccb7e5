// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/signindialog.h"

#include "models/stack/signin.h"
#include "ui/common/checklist.h"
#include "ui/common/planhead.h"
#include "ui/common/segments.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using secrets::Layer;
using Scheme = net::Credentials::Scheme;

namespace ui {

namespace {

enum Kind { PasswordKind, TokenKind };

QLabel *words(const QString &text, QWidget *parent, QPalette::ColorRole role = QPalette::WindowText)
{
    auto *made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    made->setForegroundRole(role);
    return made;
}

QString userOf(const stack::Stack &stack, Layer layer)
{
    const net::Credentials &now = stack::loginsOf(&stack)->current().of(layer);
    if (!now.user.isEmpty() || layer == Layer::Aws || layer == Layer::Proxy)
        return now.user;
    const config::StackConfig &config = stack.config();
    return layer == Layer::Airflow && !config.airflow.user.isEmpty() ? config.airflow.user : config.user;
}

} // namespace

SignInDialog::SignInDialog(stack::Stack *stack, Layer layer, QWidget *parent)
    : QDialog(parent)
    , m_stack(stack)
    , m_layer(layer)
    , m_kind(new Segments(tr("Sign in with"), { { tr("User and password"), {}, {} }, { tr("Token"), {}, {} } }, this))
    , m_user(new QLineEdit(userOf(*stack, layer), this))
    , m_secret(new QLineEdit(this))
    , m_userLabel(new QLabel(layer == Layer::Aws ? tr("Access key ID") : tr("User"), this))
    , m_secretLabel(new QLabel(this))
    , m_where(words({}, this, QPalette::PlaceholderText))
    , m_steps(new CheckList)
    , m_check(new QPushButton(tr("Check"), this))
    , m_keep(new QPushButton(stack::loginsOf(stack)->canKeep() ? tr("Keep and use") : tr("Use"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(u"signInDialog"_s);
    setWindowTitle(tr("Sign in to %1 of %2").arg(secrets::nameOf(layer), stack->name()));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_kind->setObjectName(u"signInKind"_s);
    m_user->setObjectName(u"signInUser"_s);
    m_secret->setObjectName(u"signInSecret"_s);
    m_secret->setEchoMode(QLineEdit::Password);
    m_where->setObjectName(u"signInWhere"_s);
    m_check->setObjectName(u"signInCheck"_s);
    m_check->setIcon(icon(u"restart"_s));
    m_check->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    m_keep->setObjectName(u"signInKeep"_s);
    m_keep->setDefault(true);
    m_userLabel->setBuddy(m_user);
    m_secretLabel->setBuddy(m_secret);
    m_kind->setVisible(layer != Layer::Aws && layer != Layer::Proxy);
    m_steps->setHint(tr("Check looks step by step whether %1 can be reached and lets you in. It only reads.")
                         .arg(secrets::nameOf(layer)));
    m_where->setText(whereKept());

    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(stack->config().tier, stack->name(), this);
    head->setTitle(tr("Sign in to %1").arg(secrets::nameOf(layer)));
    auto *form = new QFormLayout;
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->setVerticalSpacing(theme->px(9));
    form->addRow(words(purpose(), this));
    form->addRow(m_kind);
    form->addRow(m_userLabel, m_user);
    form->addRow(m_secretLabel, m_secret);
    form->addRow(m_where);
    auto *typing = new QWidget(this);
    typing->setLayout(form);
    typing->setFixedWidth(theme->px(370));
    auto *found = new QScrollArea(this);
    found->setWidget(m_steps);
    found->setWidgetResizable(true);
    found->setFrameShape(QFrame::NoFrame);
    found->setFocusPolicy(Qt::NoFocus);
    m_steps->setAutoFillBackground(true);
    m_steps->setBackgroundRole(QPalette::Base);
    found->viewport()->setBackgroundRole(QPalette::Base);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(typing);
    middle->addWidget(found, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(theme->px(14), theme->px(8), theme->px(14), theme->px(10));
    buttons->setSpacing(theme->px(8));
    buttons->addWidget(m_check);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_keep);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(middle, 1);
    column->addLayout(buttons);
    resize(theme->px(780), theme->px(330));

    connect(m_user, &QLineEdit::textChanged, this, &SignInDialog::judge);
    connect(m_secret, &QLineEdit::textChanged, this, &SignInDialog::judge);
    connect(m_kind, &Segments::changed, this, &SignInDialog::judge);
    connect(m_check, &QPushButton::clicked, this, &SignInDialog::check);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &SignInDialog::keep);
    connect(stack, &QObject::destroyed, this, &QDialog::reject);
    judge();
    (m_user->text().isEmpty() ? m_user : m_secret)->setFocus();
}

QString SignInDialog::purpose() const
{
    const QString name = secrets::nameOf(m_layer);
    if (m_layer == Layer::Aws)
        return tr("Keys of AWS that Comporta keeps itself. Without them it takes those that other tools of AWS find: "
                  "profile, role, SSO.");
    if (m_layer == Layer::Proxy)
        return tr("Who signs in to the proxy %1.").arg(m_stack->config().route.proxy);
    if (m_layer != Layer::Mesos && stack::loginsOf(m_stack)->origin(m_layer) == secrets::Origin::Mesos)
        return tr("%1 takes the login of Mesos as long as it has none of its own.").arg(name);
    return tr("Who signs in to %1.").arg(name);
}

QString SignInDialog::whereKept() const
{
    if (!stack::loginsOf(m_stack)->canKeep())
        return tr("It stays in memory until Comporta ends; nothing is written to disk.");
    return tr("It is kept in the desktop's keyring only, never in a file.");
}

bool SignInDialog::isToken() const
{
    return m_kind->isVisibleTo(this) && m_kind->current() == TokenKind;
}

void SignInDialog::judge()
{
    m_user->setVisible(!isToken());
    m_userLabel->setVisible(!isToken());
    m_secretLabel->setText(isToken() ? tr("Token") : m_layer == Layer::Aws ? tr("Secret access key") : tr("Password"));
    m_keep->setEnabled(secrets::isThere(typed()));
}

net::Credentials SignInDialog::typed() const
{
    const QString secret = m_secret->text();
    if (isToken())
        return secret.isEmpty() ? net::Credentials() : net::Credentials{ Scheme::Bearer, {}, secret.trimmed() };
    if (m_user->text().isEmpty() || secret.isEmpty())
        return {};
    return { Scheme::Basic, m_user->text(), secret };
}

void SignInDialog::check()
{
    if (!m_stack)
        return;
    secrets::Logins logins = stack::loginsOf(m_stack)->current();
    if (const net::Credentials login = typed(); secrets::isThere(login))
        logins.of(m_layer) = login;
    m_steps->setCheck(nullptr);
    m_running = std::make_unique<connections::Check>(*m_stack, m_layer, logins);
    m_steps->setCheck(m_running.get());
    m_running->start();
}

void SignInDialog::keep()
{
    if (!m_stack)
        return;
    m_keep->setEnabled(false);
    const net::Credentials login = typed();
    m_secret->clear();
    QCoro::connect(stack::loginsOf(m_stack)->keep(m_layer, login), this,
                   [this](secrets::Origin origin) { kept(origin); });
}

/// A keyring that would not take it is said before the dialog goes; without one it was said at the beginning.
void SignInDialog::kept(secrets::Origin origin)
{
    if (origin == secrets::Origin::Keyring || !m_stack || !stack::loginsOf(m_stack)->canKeep()) {
        accept();
        return;
    }
    m_where->setText(
        tr("%1 The login is used until Comporta ends, and kept nowhere.").arg(stack::loginsOf(m_stack)->notice()));
    m_where->setForegroundRole(QPalette::WindowText);
    m_keep->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus();
}

SignInDialog *SignInDialog::open(stack::Stack *stack, Layer layer, QWidget *above)
{
    QWidget *window = above->window();
    if (auto *before = window->findChild<SignInDialog *>()) {
        before->activateWindow();
        return before;
    }
    auto *dialog = new SignInDialog(stack, layer, window);
    dialog->QDialog::open();
    return dialog;
}

void SignInDialog::openChecking(stack::Stack *stack, Layer layer, QWidget *above)
{
    open(stack, layer, above)->check();
}

bool wantsCredentials(const core::Freshness &freshness)
{
    return freshness.error && freshness.error->kind == core::Error::Kind::Unauthorized;
}

Layer layerOf(const core::Store &store)
{
    return secrets::layerFrom(store.system()).value_or(Layer::Mesos);
}

Layer layerOf(const stack::Diagnosis &diagnosis)
{
    using State = stack::Layer::State;
    for (const stack::Evidence &row : diagnosis.evidence) {
        const auto layer = secrets::layerFrom(row.layer);
        if (layer && (row.state == State::Down || row.state == State::Refused))
            return *layer;
    }
    return Layer::Mesos;
}

} // namespace ui
