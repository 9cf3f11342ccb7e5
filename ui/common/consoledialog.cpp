// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/consoledialog.h"

#include "models/core/errortext.h"
#include "models/logs/linetext.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <qcoro/qcorotask.h>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Whatever a machine writes, the text is harmless.
QString shownText(const QString &output)
{
    QStringList lines;
    for (const QByteArray &line : output.toUtf8().split('\n'))
        lines += logs::plainText(line);
    return lines.join(u'\n');
}

} // namespace

ConsoleDialog::ConsoleDialog(stack::Stack *stack, const QString &instance, QWidget *parent)
    : QDialog(parent)
    , m_stack(stack)
    , m_instance(instance)
    , m_words(new QLabel(this))
    , m_text(new QPlainTextEdit(this))
{
    const Theme *theme = Theme::instance();
    setObjectName(u"consoleDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Console output of %1").arg(instance));
    m_words->setObjectName(u"consoleWords"_s);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_text->setObjectName(u"consoleText"_s);
    m_text->setAccessibleName(windowTitle());
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(theme->monoFont());
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    m_copy->setIcon(icon(u"copy"_s));
    m_again = buttons->addButton(tr("Ask again"), QDialogButtonBox::ActionRole);
    m_again->setIcon(icon(u"refresh"_s));
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_words);
    column->addWidget(m_text, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(m_again, &QPushButton::clicked, this, &ConsoleDialog::ask);
    connect(stack, &QObject::destroyed, this, &QDialog::reject);
    resize(theme->px(760), theme->px(420));
    ask();
}

ConsoleDialog::~ConsoleDialog()
{
    m_call.request_stop();
}

void ConsoleDialog::open(stack::Stack *stack, const QString &instance, QWidget *parent)
{
    if (!stack->aws())
        return;
    auto *dialog = new ConsoleDialog(stack, instance, parent ? parent->window() : nullptr);
    dialog->QWidget::show();
}

void ConsoleDialog::ask()
{
    m_words->setText(tr("Asking AWS…"));
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    QCoro::connect(m_stack->aws()->client()->consoleOutput(m_instance, m_call.get_token()), this,
                   [this](const core::Result<QString> &output) { show(output); });
}

void ConsoleDialog::show(const core::Result<QString> &output)
{
    m_again->setEnabled(true);
    if (!output) {
        const core::ErrorText text = core::errorText(output.error(), u"AWS"_s);
        m_words->setText(text.next.isEmpty() ? text.what : text.what + u' ' + text.next);
        return;
    }
    m_text->setPlainText(shownText(*output));
    m_text->verticalScrollBar()->setValue(m_text->verticalScrollBar()->maximum()); // the end tells what failed
    m_copy->setEnabled(!output->isEmpty());
    m_words->setText(output->isEmpty()
                         ? tr("AWS has none of it yet: it comes some minutes after the start of a machine.")
                         : tr("The last 64 KiB it wrote, as AWS keeps them; some minutes old."));
}

} // namespace ui
