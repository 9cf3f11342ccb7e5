// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tablepage/inspectorsheet.h"

#include "models/actions/arming.h"
#include "ui/common/flowlayout.h"
#include "ui/common/glyphlabel.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tablepage/inspectorrows.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

struct InspectorSheet::Private
{
    QLabel *kind;
    QLabel *age;
    GlyphLabel *glyph;
    QLabel *name;
    QLabel *line;
    QToolButton *copy;
    QString copyText;
    QString state; ///< the line under the name
    QString glyphWord;
    bool old = false;
    QWidget *body;
    QVBoxLayout *rows;
    FlowLayout *foot;
    QList<QPointer<QWidget>> shown; ///< in order; parts of ours and widgets of the caller's
    struct Button
    {
        QPushButton *button = nullptr;
        QString icon; ///< empty: none, it is not available
        bool isLocked = false; ///< for a reason of its own
    };
    QList<Button> buttons;
    QPointer<actions::Arming> arming;
    qsizetype at = 0; ///< next of `shown` to be filled
    qsizetype buttonAt = 0; ///< next of `buttons`

    void place(QWidget *widget);
    void readTheme();
    QPushButton *nextButton(InspectorSheet *sheet, const QString &text, const QString &iconName, bool isLocked);
    void drawIcon(const Button &button);
    void showState(); ///< glyph and line, as now or as of then

    /// The part at this place, when it is of the wanted sort; else a new one put there.
    template <typename Part>
    Part *part(bool *made = nullptr)
    {
        auto *known = at < shown.size() ? qobject_cast<Part *>(shown[at].data()) : nullptr;
        if (made)
            *made = !known;
        if (!known)
            place(known = new Part(body));
        else
            ++at;
        return known;
    }
};

void InspectorSheet::Private::place(QWidget *widget)
{
    shown.insert(at, widget);
    rows->insertWidget(static_cast<int>(at), widget);
    widget->show();
    ++at;
}

InspectorSheet::InspectorSheet(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>())
{
    setObjectName(u"inspectorSheet"_s);
    const Theme *theme = Theme::instance();
    auto *head = new QWidget(this);
    d->kind = new QLabel(head);
    d->age = new QLabel(head);
    d->glyph = new GlyphLabel(head);
    d->name = new QLabel(head);
    d->line = new QLabel(head);
    d->copy = new QToolButton(head);
    d->copy->setAutoRaise(true);
    d->copy->setObjectName(u"copyName"_s);
    d->copy->setToolTip(tr("Copy the name"));
    d->copy->setAccessibleName(tr("Copy the name"));
    d->name->setObjectName(u"inspectorName"_s);
    d->line->setObjectName(u"inspectorLine"_s);
    for (QLabel *label : { d->kind, d->age, d->name, d->line }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    d->name->setWordWrap(true);
    d->line->setWordWrap(true);

    auto *top = new QHBoxLayout;
    top->addWidget(d->kind, 1);
    top->addWidget(d->age);
    auto *title = new QHBoxLayout;
    title->setSpacing(theme->px(7));
    title->addWidget(d->glyph);
    title->addWidget(d->name, 1);
    title->addWidget(d->copy);
    auto *headRows = new QVBoxLayout(head);
    headRows->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(4));
    headRows->setSpacing(theme->px(2));
    headRows->addLayout(top);
    headRows->addLayout(title);
    headRows->addWidget(d->line);

    d->body = new QWidget;
    d->rows = new QVBoxLayout(d->body);
    d->rows->setContentsMargins(0, 0, 0, theme->px(8));
    d->rows->setSpacing(0);
    d->rows->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(d->body);
    // The dock's ground shows through: the sheet is part of the panel, no field.
    scroll->viewport()->setAutoFillBackground(false);
    d->body->setAutoFillBackground(false);

    d->foot = new FlowLayout(theme->px(6));
    d->foot->setContentsMargins(theme->px(12), theme->px(8), theme->px(12), theme->px(8));
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(head);
    all->addWidget(scroll, 1);
    all->addLayout(d->foot);

    connect(d->copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(d->copyText); });
    connect(theme, &Theme::changed, this, [this] { d->readTheme(); });
    d->readTheme();
}

InspectorSheet::~InspectorSheet() = default;

void InspectorSheet::Private::readTheme()
{
    const Theme *theme = Theme::instance();
    kind->setFont(theme->headingFont());
    age->setFont(theme->headingFont());
    name->setFont(theme->titleFont());
    copy->setIcon(icon(u"copy"_s, theme->tokens().text2));
    for (QLabel *label : { kind, age, line }) {
        QPalette colours = label->palette();
        colours.setColor(QPalette::WindowText, theme->tokens().text2);
        label->setPalette(colours);
    }
}

void InspectorSheet::begin()
{
    d->at = 0;
    d->buttonAt = 0;
}

void InspectorSheet::setHead(const QString &kind, const QString &glyph, const QString &name, const QString &line,
                             const QString &copyText)
{
    d->kind->setText(kind);
    d->glyphWord = glyph;
    d->state = line;
    d->name->setText(name);
    d->showState();
    d->copyText = copyText.isEmpty() ? name : copyText;
    setAccessibleName(kind + u' ' + name);
}

void InspectorSheet::Private::showState()
{
    glyph->setGlyph(glyphWord.isEmpty() ? Glyph{} : glyphFor(glyphWord), old);
    glyph->setVisible(!glyphWord.isEmpty());
    line->setText(old && !state.isEmpty() ? tr("was %1").arg(state) : state);
    line->setVisible(!state.isEmpty());
}

void InspectorSheet::setOld(bool old)
{
    if (d->old == old)
        return;
    d->old = old;
    d->showState();
    for (const auto &widget : std::as_const(d->shown)) {
        if (auto *meter = qobject_cast<InspectorMeter *>(widget.data()))
            meter->setOld(old);
    }
}

void InspectorSheet::setAge(const QString &text)
{
    d->age->setText(text);
}

void InspectorSheet::addSection(const QString &heading)
{
    d->part<InspectorHeading>()->fill(heading);
}

void InspectorSheet::addRow(const QString &name, const QString &value, Look look)
{
    addLinkedRow(name, value, look, {});
}

void InspectorSheet::addLink(const QString &name, const QString &value, const QString &path)
{
    addLinkedRow(name, value, Look::Plain, path);
}

void InspectorSheet::addLinkedRow(const QString &name, const QString &value, Look look, const QString &path)
{
    bool made = false;
    auto *row = d->part<InspectorRow>(&made);
    if (made)
        connect(row, &InspectorRow::linkActivated, this, &InspectorSheet::linkActivated);
    row->fill(name, value, look, path);
}

void InspectorSheet::addMeter(const QString &name, double share, const QString &text, bool failing)
{
    auto *meter = d->part<InspectorMeter>();
    meter->fill(name, share, text, failing);
    meter->setOld(d->old);
}

void InspectorSheet::addSentence(const QString &text, Look look)
{
    d->part<InspectorSentence>()->fill(text, look);
}

void InspectorSheet::addWidget(QWidget *widget)
{
    const qsizetype known = d->shown.indexOf(QPointer<QWidget>(widget));
    if (known == d->at) {
        ++d->at;
        return;
    }
    if (known >= 0) {
        d->shown.removeAt(known);
        d->rows->removeWidget(widget);
        d->at = std::min(d->at, d->shown.size());
    }
    d->place(widget);
}

QPushButton *InspectorSheet::Private::nextButton(InspectorSheet *sheet, const QString &text, const QString &iconName,
                                                 bool isLocked)
{
    if (buttonAt == buttons.size()) {
        auto *button = new QPushButton(sheet);
        foot->addWidget(button);
        buttons.append({ button, {}, false });
        connect(button, &QPushButton::clicked, sheet, [sheet, button] {
            const QString why = button->toolTip();
            if (why.isEmpty())
                emit sheet->buttonClicked(button->text());
            else
                emit sheet->lockedButtonClicked(why);
        });
    }
    Button &next = buttons[buttonAt++];
    next.icon = iconName;
    next.isLocked = isLocked;
    next.button->setText(text);
    drawIcon(next);
    return next.button;
}

void InspectorSheet::Private::drawIcon(const Button &button)
{
    const bool isLocked = button.isLocked || (arming && !arming->isArmed());
    button.button->setIcon(button.icon.isEmpty() ? QIcon() : icon(isLocked ? u"lock"_s : button.icon));
}

void InspectorSheet::setArming(actions::Arming *arming)
{
    d->arming = arming;
    connect(arming, &actions::Arming::changed, this, [this] {
        for (const Private::Button &button : std::as_const(d->buttons))
            d->drawIcon(button);
    });
}

void InspectorSheet::addButton(const QString &iconName, const QString &text, const QString &reason)
{
    QPushButton *button = d->nextButton(this, text, iconName, !reason.isEmpty());
    // A locked button stays in reach of the keyboard: what it says is why.
    button->setEnabled(true);
    button->setToolTip(reason);
    button->setAccessibleDescription(reason);
    button->show();
}

void InspectorSheet::addUnavailable(const QString &text)
{
    QPushButton *button = d->nextButton(this, text, {}, false);
    button->setEnabled(false);
    button->setToolTip({});
    button->setAccessibleDescription({});
    button->show();
}

void InspectorSheet::end()
{
    while (d->shown.size() > d->at) {
        QWidget *spare = d->shown.takeLast();
        if (!spare)
            continue;
        spare->hide();
        d->rows->removeWidget(spare);
        if (qobject_cast<InspectorPart *>(spare))
            spare->deleteLater();
    }
    for (qsizetype i = d->buttonAt; i < d->buttons.size(); ++i)
        d->buttons[i].button->hide();
}

QString InspectorSheet::asText() const
{
    QStringList lines{ d->kind->text() + u' ' + d->name->text() };
    if (!d->line->text().isEmpty())
        lines.append(d->line->text());
    for (const auto &widget : d->shown) {
        if (const auto *part = qobject_cast<const InspectorPart *>(widget.data()))
            lines.append(part->asText());
    }
    return lines.join(u'\n');
}

} // namespace ui
