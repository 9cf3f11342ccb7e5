// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/credentialsdialog.h"

#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

CredentialsDialog::CredentialsDialog(const QString &stack, const QString &user, QWidget *parent)
    : QDialog(parent)
    , m_user(new QLineEdit(user, this))
    , m_password(new QLineEdit(this))
{
    setObjectName(u"credentialsDialog"_s);
    setWindowTitle(tr("Sign in to %1").arg(stack));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    m_user->setObjectName(u"credentialsUser"_s);
    m_password->setObjectName(u"credentialsPassword"_s);
    m_password->setEchoMode(QLineEdit::Password);
    auto *why = new QLabel(tr("Mesos of %1 wants a user and a password (401).").arg(stack), this);
    auto *kept = new QLabel(
        tr("The next look tries them. They stay in memory until Comporta ends; nothing is written to disk."), this);
    kept->setObjectName(u"credentialsKept"_s);
    kept->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : { why, kept }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_signIn = buttons->addButton(tr("Sign in"), QDialogButtonBox::AcceptRole);
    m_signIn->setObjectName(u"credentialsSignIn"_s);
    m_signIn->setDefault(true);

    auto *form = new QFormLayout(this);
    form->addRow(why);
    form->addRow(tr("User"), m_user);
    form->addRow(tr("Password"), m_password);
    form->addRow(kept);
    form->addRow(buttons);
    setMinimumWidth(Theme::instance()->px(380));

    const auto judge = [this] { m_signIn->setEnabled(!m_user->text().isEmpty()); };
    connect(m_user, &QLineEdit::textChanged, this, judge);
    judge();
    connect(buttons, &QDialogButtonBox::accepted, this, &CredentialsDialog::give);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    (user.isEmpty() ? m_user : m_password)->setFocus();
}

void CredentialsDialog::give()
{
    net::Credentials credentials;
    credentials.scheme = net::Credentials::Scheme::Basic;
    credentials.user = m_user->text();
    credentials.secret = m_password->text();
    m_password->clear();
    emit given(credentials);
    accept();
}

void CredentialsDialog::ask(stack::Stack *stack, QWidget *above)
{
    QWidget *window = above->window();
    if (auto *open = window->findChild<CredentialsDialog *>()) {
        open->activateWindow();
        return;
    }
    auto *dialog = new CredentialsDialog(stack->name(), stack->config().user, window);
    QObject::connect(dialog, &CredentialsDialog::given, stack, &stack::Stack::setCredentials);
    dialog->open();
}

bool wantsCredentials(const core::Freshness &freshness)
{
    return freshness.error && freshness.error->kind == core::Error::Kind::Unauthorized;
}

} // namespace ui
