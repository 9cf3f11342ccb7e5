// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/layercard.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/stack/signin.h"
#include "ui/common/checklist.h"
#include "ui/common/signindialog.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;
using secrets::Layer;
using secrets::Origin;

namespace ui {

namespace {

QString addressWords(const stack::Stack &stack, Layer layer)
{
    if (layer == Layer::Aws)
        return stack.aws() ? stack.aws()->client()->options().region : QString();
    return secrets::addressesOf(stack.config(), layer).join(u", "_s);
}

/// The command a refusal names; empty: none.
QString commandIn(const core::Freshness &freshness)
{
    static const QRegularExpression command(u"aws sso login --profile \\S+"_s);
    return freshness.error ? command.match(freshness.error->detail).captured() : QString();
}

} // namespace

LayerCard::LayerCard(stack::Stack *stack, Layer layer, QWidget *parent)
    : Card(secrets::nameOf(layer), u"connection-"_s + secrets::keyOf(layer), parent)
    , m_stack(stack)
    , m_layer(layer)
    , m_who(new QLabel(this))
    , m_steps(new CheckList(this))
    , m_checkButton(new QPushButton(tr("Check"), this))
    , m_signIn(new QPushButton(tr("Sign in…"), this))
    , m_forget(new QPushButton(tr("Forget"), this))
{
    m_who->setObjectName(u"who"_s);
    m_who->setTextFormat(Qt::PlainText);
    m_who->setWordWrap(true);
    m_who->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_steps->setHint(tr("Not checked yet."));
    m_checkButton->setObjectName(u"check"_s);
    m_signIn->setObjectName(u"signIn"_s);
    m_forget->setObjectName(u"forget"_s);
    const QString name = secrets::nameOf(layer);
    m_checkButton->setAccessibleName(tr("Check %1").arg(name));
    m_signIn->setAccessibleName(tr("Sign in to %1").arg(name));
    m_forget->setAccessibleName(tr("Forget the login of %1").arg(name));
    setRemark(addressWords(*stack, layer));
    if (layer == Layer::Aws) {
        m_copy = new QPushButton(tr("Copy command"), this);
        m_copy->setObjectName(u"copyCommand"_s);
        m_renew = new QPushButton(tr("Renew keys"), this);
        m_renew->setObjectName(u"renew"_s);
        m_renew->setToolTip(tr("Reads profile and SSO session again; asks for the code of an MFA device."));
        addToHeadRight(m_copy);
        addToHeadRight(m_renew);
        connect(m_copy, &QPushButton::clicked, this, &LayerCard::copyLogin);
        connect(m_renew, &QPushButton::clicked, stack::awsSignInOf(stack), &stack::AwsSignIn::renew);
        connect(stack, &stack::Stack::layersChanged, this, &LayerCard::refresh);
    }
    addToHeadRight(m_checkButton);
    addToHeadRight(m_signIn);
    addToHeadRight(m_forget);
    body()->addWidget(m_who);
    body()->addWidget(m_steps);

    connect(m_checkButton, &QPushButton::clicked, this, &LayerCard::check);
    connect(m_signIn, &QPushButton::clicked, this, [this] { SignInDialog::open(m_stack, m_layer, this); });
    connect(m_forget, &QPushButton::clicked, this, &LayerCard::forget);
    connect(stack::loginsOf(stack), &secrets::StackLogins::told, this, &LayerCard::refresh);
    connect(Theme::instance(), &Theme::changed, this, &LayerCard::refresh);
    refresh();
}

void LayerCard::refresh()
{
    const Theme *theme = Theme::instance();
    m_who->setContentsMargins(theme->px(10), theme->px(6), theme->px(10), theme->px(4));
    m_who->setFont(theme->uiFont());
    m_who->setText(whoSignsIn());
    m_checkButton->setIcon(icon(u"restart"_s));
    const Origin origin = stack::loginsOf(m_stack)->origin(m_layer);
    m_forget->setEnabled(origin == Origin::Keyring || origin == Origin::Session);
    if (m_renew) {
        m_renew->setVisible(stack::awsSignInOf(m_stack)->found().has_value());
        m_copy->setVisible(!commandIn(m_stack->aws()->freshness()).isEmpty());
    }
}

QString LayerCard::whoSignsIn() const
{
    const net::Credentials &login = stack::loginsOf(m_stack)->current().of(m_layer);
    const QString who
        = login.scheme == net::Credentials::Scheme::Bearer ? tr("A token signs in") : tr("%1 signs in").arg(login.user);
    switch (stack::loginsOf(m_stack)->origin(m_layer)) {
    case Origin::None:
        return m_layer == Layer::Aws ? awsWords() : tr("Nobody signs in.");
    case Origin::Keyring:
        return tr("%1, kept in the keyring.").arg(who);
    case Origin::Session:
        return tr("%1 until Comporta ends; it is kept nowhere.").arg(who);
    case Origin::Given:
        return tr("%1, given by the environment.").arg(who);
    case Origin::Mesos:
        return tr("%1, as to Mesos.").arg(who);
    }
    Q_UNREACHABLE();
}

QString LayerCard::awsWords() const
{
    const core::Freshness &freshness = m_stack->aws()->freshness();
    if (freshness.error) {
        const core::ErrorText words = core::errorText(*freshness.error, secrets::nameOf(m_layer));
        return words.next.isEmpty() ? words.what : words.what + u' ' + words.next;
    }
    const std::optional<stack::AwsSignIn::Found> keys = stack::awsSignInOf(m_stack)->found();
    if (!keys)
        return tr("Its keys are given.");
    if (keys->method.isEmpty())
        return tr("Keys of profile %1, as other tools of AWS find them.").arg(keys->profile);
    QString words = tr("Keys of profile %1 by %2.").arg(keys->profile, keys->method);
    if (core::isKnown(keys->expires))
        words += u' '
            + tr("They end in %1 and are renewed before.")
                  .arg(core::formatSpan(keys->expires - m_stack->clock().now()));
    return words;
}

void LayerCard::check()
{
    m_steps->setCheck(nullptr);
    m_check = std::make_unique<connections::Check>(*m_stack, m_layer, stack::loginsOf(m_stack)->current());
    m_steps->setCheck(m_check.get());
    connect(m_check.get(), &connections::Check::finished, this, &LayerCard::checked);
    m_check->start();
}

void LayerCard::forget()
{
    const QString name = secrets::nameOf(m_layer);
    QCoro::connect(stack::loginsOf(m_stack)->forget(m_layer), this, [this, name](const core::Result<void> &done) {
        emit told(done ? tr("The login of %1 is forgotten.").arg(name)
                       : tr("The login of %1 is still kept: %2").arg(name, done.error().detail));
    });
}

void LayerCard::copyLogin()
{
    const QString command = commandIn(m_stack->aws()->freshness());
    QApplication::clipboard()->setText(command);
    emit told(tr("Copied: %1. Once it is done, AWS is asked again by itself.").arg(command));
}

} // namespace ui
