// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcutssheet.h"

#include "ui/style/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int keyFieldWidth = 150; ///< design px

} // namespace

ShortcutsSheet::ShortcutsSheet(Shortcuts *shortcuts, QWidget *parent)
    : QDialog(parent)
    , m_shortcuts(shortcuts)
    , m_conflict(new QLabel(this))
{
    setObjectName(u"shortcutsSheet"_s);
    setWindowTitle(tr("Shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    const Theme *theme = Theme::instance();

    // Two columns of groups, so that the whole sheet is seen at once.
    auto *body = new QWidget;
    auto *halves = new QHBoxLayout(body);
    halves->setSpacing(theme->px(32));
    std::array<QVBoxLayout *, 2> column{ new QVBoxLayout, new QVBoxLayout };
    for (QVBoxLayout *half : column) {
        half->setSpacing(theme->px(3));
        halves->addLayout(half, 1);
    }
    QStringList groups;
    for (const Shortcuts::Entry &entry : shortcuts->entries()) {
        if (!groups.contains(entry.group))
            groups.append(entry.group);
    }
    std::array<qsizetype, 2> placed{};
    for (const QString &group : groups) {
        const size_t side = placed[0] <= placed[1] ? 0 : 1;
        QVBoxLayout *into = column[side];
        auto *heading = new QLabel(group);
        heading->setFont(theme->headingFont());
        into->addWidget(heading);
        for (const Shortcuts::Entry &entry : shortcuts->entries()) {
            if (entry.group != group)
                continue;
            into->addWidget(makeRow(entry));
            ++placed[side];
        }
        into->addSpacing(theme->px(8));
    }
    for (QVBoxLayout *into : column)
        into->addStretch(1);

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // what is in it takes the focus, and is brought into sight
    m_conflict->setObjectName(u"shortcutConflict"_s);
    m_conflict->setForegroundRole(QPalette::BrightText);
    m_conflict->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *standard = buttons->addButton(tr("Standard keys"), QDialogButtonBox::ResetRole);
    connect(standard, &QPushButton::clicked, this, [this] {
        for (const Shortcuts::Entry &entry : m_shortcuts->entries())
            m_shortcuts->reset(entry.id);
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column_ = new QVBoxLayout(this);
    column_->addWidget(scroll, 1);
    column_->addWidget(m_conflict);
    column_->addWidget(buttons);
    const QSize room = parent ? parent->window()->size() * 0.96 : QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    resize(QSize(theme->px(940), theme->px(780)).boundedTo(room));
    buttons->button(QDialogButtonBox::Close)->setFocus();
}

QWidget *ShortcutsSheet::makeRow(const Shortcuts::Entry &entry)
{
    const Theme *theme = Theme::instance();
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(new QLabel(entry.text), 1);
    if (!entry.action) {
        auto *key = new QLabel(entry.standard.value(0).toString(QKeySequence::NativeText));
        key->setFont(theme->monoFont());
        key->setFixedWidth(theme->px(keyFieldWidth));
        line->addWidget(key);
        return row;
    }
    auto *edit = new QKeySequenceEdit(entry.action->shortcut());
    edit->setAccessibleName(tr("Key of %1").arg(entry.text));
    edit->setObjectName(u"key-"_s + entry.id);
    edit->setAccessibleName(tr("Key for %1").arg(entry.text));
    edit->setFixedSize(theme->px(keyFieldWidth), theme->px(22));
    line->addWidget(edit);
    connect(edit, &QKeySequenceEdit::editingFinished, this, [this, id = entry.id, edit] { change(id, edit); });
    connect(m_shortcuts, &Shortcuts::changed, edit,
            [this, id = entry.id, edit] { edit->setKeySequence(m_shortcuts->key(id)); });
    return row;
}

void ShortcutsSheet::change(const QString &id, QKeySequenceEdit *edit)
{
    const QKeySequence wanted = edit->keySequence();
    if (wanted == m_shortcuts->key(id))
        return;
    const QStringList taken = m_shortcuts->conflicts(wanted, id);
    if (!taken.isEmpty()) {
        m_conflict->setText(tr("%1 is the key of “%2”. Give that one another key first.")
                                .arg(wanted.toString(QKeySequence::NativeText), taken.join(tr("”, “"))));
        edit->setKeySequence(m_shortcuts->key(id));
        return;
    }
    m_conflict->clear();
    m_shortcuts->setKey(id, wanted);
}

} // namespace ui
