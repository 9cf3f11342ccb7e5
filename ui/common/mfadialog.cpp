// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/mfadialog.h"

#include "models/core/cancelled.h"
#include "models/stack/signin.h"
#include "ui/common/planhead.h"
#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpressionValidator>
#include <QVBoxLayout>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;

namespace ui {

MfaDialog::MfaDialog(const stack::Stack &stack, const QString &serial, QWidget *parent)
    : QDialog(parent)
    , m_field(new QLineEdit(this))
    , m_code(std::make_shared<QPromise<core::Result<QString>>>())
{
    m_code->start();
    setObjectName(u"mfaDialog"_s);
    setWindowTitle(tr("Code for AWS of %1").arg(stack.name()));
    setAttribute(Qt::WA_DeleteOnClose);
    m_field->setObjectName(u"mfaCode"_s);
    m_field->setMaxLength(6);
    m_field->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]{6}"_s), m_field));
    const stack::AwsSignIn *signIn = stack::awsSignInOf(&stack);
    const auto keys = signIn ? signIn->found() : std::nullopt;
    auto *what = new QLabel(tr("AWS profile %1 wants the code that this device shows now:\n%2")
                                .arg(keys ? keys->profile : QString(), serial),
                            this);
    auto *once = new QLabel(tr("It is asked for once. Until it is given, AWS is not asked for anything."), this);
    once->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : { what, once }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_give = buttons->addButton(tr("Give the code"), QDialogButtonBox::AcceptRole);
    m_give->setObjectName(u"mfaGive"_s);
    m_give->setDefault(true);
    m_give->setEnabled(false);

    const Theme *theme = Theme::instance();
    auto *head = new PlanHead(stack.config().tier, stack.name(), this);
    head->setTitle(tr("Code for AWS"));
    auto *form = new QFormLayout;
    form->setContentsMargins(theme->px(14), theme->px(12), theme->px(14), theme->px(12));
    form->addRow(what);
    form->addRow(tr("Code"), m_field);
    form->addRow(once);
    form->addRow(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(form);
    setMinimumWidth(theme->px(440));

    connect(m_field, &QLineEdit::textChanged, this, [this] { m_give->setEnabled(m_field->hasAcceptableInput()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &MfaDialog::give);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(&stack, &QObject::destroyed, this, &QDialog::reject);
    m_field->setFocus();
}

MfaDialog::~MfaDialog()
{
    if (m_code->future().isFinished())
        return;
    m_code->addResult(core::Result<QString>(core::failure(core::cancelled())));
    m_code->finish();
}

void MfaDialog::give()
{
    m_code->addResult(core::Result<QString>(m_field->text()));
    m_code->finish();
    accept();
}

/// Ends when the window becomes the active one, or goes.
static QFuture<void> activated(QWidget *window)
{
    const auto promise = std::make_shared<QPromise<void>>();
    promise->start();
    const auto watch = std::make_shared<QMetaObject::Connection>();
    *watch = QObject::connect(qApp, &QGuiApplication::focusWindowChanged, window, [promise, watch, window] {
        if (!window->isActiveWindow())
            return;
        QObject::disconnect(*watch);
        promise->finish();
    });
    return promise->future();
}

QCoro::Task<core::Result<QString>> MfaDialog::ask(QPointer<stack::Stack> stack, QPointer<QWidget> window,
                                                  QString serial)
{
    if (window && !window->isActiveWindow()) {
        const QFuture<void> active = activated(window);
        co_await active;
    }
    if (!stack || !window)
        co_return core::failure(core::cancelled());
    auto *dialog = new MfaDialog(*stack, serial, window);
    const QFuture<core::Result<QString>> code = dialog->code();
    dialog->open();
    co_return co_await code;
}

} // namespace ui
