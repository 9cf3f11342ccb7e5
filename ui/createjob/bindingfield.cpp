// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/createjob/bindingfield.h"

#include "ui/style/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// What a value looks like, shown in an empty field.
QString example(const jobs::Binding &binding)
{
    using enum jobs::Binding::Type;
    switch (binding.type) {
    case Bytes:
        return u"4GiB"_s;
    case Duration:
        return u"20min"_s;
    case List:
        return BindingField::tr("one, another");
    case Text:
    case Int:
    case Number:
    case Choice:
        break;
    }
    return binding.required ? QString() : BindingField::tr("may stay empty");
}

} // namespace

BindingField::BindingField(const jobs::Binding &binding, const QString &value, QWidget *parent)
    : QObject(parent)
    , m_binding(binding)
    , m_label(new QLabel(binding.name, parent))
    , m_sentence(new QLabel(binding.help, parent))
{
    const auto onChange = [this] {
        m_touched = true;
        emit changed();
    };
    if (binding.type == jobs::Binding::Type::Choice) {
        auto *box = new QComboBox(parent);
        box->addItems(binding.choices);
        box->setCurrentIndex(box->findText(value)); // -1: none is chosen yet
        connect(box, &QComboBox::currentIndexChanged, this, onChange);
        m_widget = box;
    } else if (binding.multiline) {
        auto *text = new QPlainTextEdit(value, parent);
        text->setTabChangesFocus(true);
        text->setFont(Theme::instance()->monoFont());
        text->setLineWrapMode(QPlainTextEdit::NoWrap);
        connect(text, &QPlainTextEdit::textChanged, this, onChange);
        m_widget = text;
    } else {
        auto *line = new QLineEdit(value, parent);
        line->setPlaceholderText(example(binding));
        connect(line, &QLineEdit::textEdited, this, onChange);
        m_widget = line;
    }
    m_widget->setObjectName(u"binding_"_s + binding.name);
    m_widget->setAccessibleName(binding.name);
    m_widget->setAccessibleDescription(binding.help);
    m_sentence->setObjectName(u"sentence_"_s + binding.name);
    m_label->setBuddy(m_widget);
    for (QLabel *text : { m_label, m_sentence })
        text->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    connect(Theme::instance(), &Theme::changed, this, &BindingField::readTheme);
    readTheme();
}

QString BindingField::value() const
{
    if (const auto *box = qobject_cast<QComboBox *>(m_widget))
        return box->currentText();
    if (const auto *text = qobject_cast<QPlainTextEdit *>(m_widget))
        return text->toPlainText();
    return qobject_cast<QLineEdit *>(m_widget)->text();
}

void BindingField::judge(const QString &wrong, bool insist)
{
    m_blamed = !wrong.isEmpty() && (m_touched || insist);
    m_sentence->setText(m_blamed ? wrong : m_binding.help);
    m_widget->setAccessibleDescription(m_sentence->text());
    readTheme();
}

void BindingField::readTheme()
{
    const Theme *theme = Theme::instance();
    m_sentence->setFont(theme->tableFont());
    QPalette colours = m_sentence->palette();
    colours.setColor(QPalette::WindowText, m_blamed ? theme->tokens().failWord : theme->tokens().text2);
    m_sentence->setPalette(colours);
    if (isTall()) {
        m_widget->setFont(theme->monoFont());
        m_widget->setFixedHeight(theme->px(92));
    }
}

} // namespace ui
