// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/filterbar.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"
#include "ui/tables/filterterms.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QStringListModel>
#include <QTextCharFormat>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace ui {

FilterBar::FilterBar(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
    , m_words(new QStringListModel(this))
{
    setObjectName(u"filter"_s);
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    setClearButtonEnabled(false);
    m_clear = addAction(icon(u"close"_s), QLineEdit::TrailingPosition);
    m_clear->setToolTip(tr("Clear the filter (Esc)"));
    m_clear->setVisible(false);
    connect(m_clear, &QAction::triggered, this, &QLineEdit::clear);

    m_completer = new QCompleter(m_words, this);
    m_completer->setWidget(this);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(m_completer, qOverload<const QString &>(&QCompleter::activated), this, &FilterBar::complete);

    connect(this, &QLineEdit::textChanged, this, &FilterBar::parse);
    connect(this, &QLineEdit::textEdited, this, &FilterBar::offerColumns);
    connect(Theme::instance(), &Theme::changed, this, &FilterBar::readTheme);
    readTheme();
}

FilterBar::~FilterBar()
{
    delete m_popup.data(); // its parent is the window, which may outlive the field
}

void FilterBar::readTheme()
{
    const Theme *theme = Theme::instance();
    m_clear->setIcon(icon(u"close"_s, theme->tokens().text2));
    setTextMargins(theme->px(22), 0, 0, 0); // room for the funnel
    setMinimumWidth(theme->px(180));
    update();
}

void FilterBar::setColumns(const QList<tables::Column> &columns)
{
    m_columns = columns;
    parse();
}

bool FilterBar::hasTerm(const QString &term) const
{
    return splitTerms(text()).contains(term);
}

void FilterBar::addTerm(const QString &term)
{
    setText(withTerm(text(), term));
}

void FilterBar::removeTerm(const QString &term)
{
    QStringList terms = splitTerms(text());
    terms.removeAll(term);
    setText(terms.join(u' '));
}

void FilterBar::parse()
{
    m_clear->setVisible(!text().isEmpty());
    // Without columns `state:failed` would be taken for text, and stay so: what is typed waits for the first picture.
    if (m_columns.isEmpty())
        return;
    const core::Result<tables::Filter> parsed = tables::Filter::parse(text(), m_columns);
    if (!parsed) {
        setMistake(parsed.error().detail, parsed.error().path);
        return;
    }
    setMistake({}, {});
    if (m_filter == *parsed)
        return;
    m_filter = *parsed;
    emit filterChanged(m_filter);
}

// Mistakes ---------------------------------------------------------------------------------------------------------

void FilterBar::setMistake(const QString &words, const QString &place)
{
    underline(place);
    if (m_mistake == words)
        return;
    m_mistake = words;
    setAccessibleDescription(words);
    if (words.isEmpty()) {
        if (m_popup)
            m_popup->hide();
    } else {
        placeMistake();
    }
}

void FilterBar::placeMistake()
{
    if (m_mistake.isEmpty() || !isVisible())
        return;
    if (!m_popup || m_popup->parentWidget() != window()) {
        delete m_popup.data();
        m_popup = new QLabel(window());
        m_popup->setObjectName(u"filterMistake"_s);
        m_popup->setWordWrap(true);
        m_popup->setTextFormat(Qt::PlainText);
        m_popup->setAutoFillBackground(true);
    }
    const Theme *theme = Theme::instance();
    QPalette colours = m_popup->palette();
    colours.setColor(QPalette::Window, theme->tokens().failTint);
    colours.setColor(QPalette::WindowText, theme->tokens().text);
    m_popup->setPalette(colours);
    m_popup->setFrameShape(QFrame::Box);
    m_popup->setMargin(theme->px(6));
    m_popup->setText(m_mistake);
    m_popup->setFixedWidth(std::max(width(), theme->px(320)));
    m_popup->adjustSize();
    m_popup->move(mapTo(window(), QPoint(0, height() + theme->px(2))));
    m_popup->show();
    m_popup->raise();
}

void FilterBar::underline(const QString &place)
{
    // QLineEdit has no text formats of its own, but draws those an input method gives it.
    QList<QInputMethodEvent::Attribute> attributes;
    const qsizetype at = place.isEmpty() ? -1 : text().indexOf(place);
    if (at >= 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(Theme::instance()->tokens().failMark);
        attributes.append({ QInputMethodEvent::TextFormat, static_cast<int>(at) - cursorPosition(),
                            static_cast<int>(place.size()), format });
    }
    QInputMethodEvent event(QString(), attributes);
    QLineEdit::event(&event);
}

// Completion -------------------------------------------------------------------------------------------------------

void FilterBar::offerColumns()
{
    const QString word = wordBefore(text(), cursorPosition());
    QStringList words;
    if (word.size() >= 2) {
        for (const tables::Column &column : std::as_const(m_columns)) {
            if (column.key.startsWith(word, Qt::CaseInsensitive) && !column.title.isEmpty())
                words.append(column.key + (column.isNumeric() ? u'>' : u':'));
        }
    }
    // A row that reads exactly as what stands there helps nobody.
    words.removeAll(word);
    m_words->setStringList(words);
    if (words.isEmpty()) {
        m_completer->popup()->hide();
        return;
    }
    const int before = fontMetrics().horizontalAdvance(text().left(cursorPosition() - static_cast<int>(word.size())));
    const int x = std::min(textMargins().left() + before, width() / 2);
    m_completer->complete(QRect(x, 0, Theme::instance()->px(180), height()));
    m_completer->popup()->setCurrentIndex(QModelIndex());
}

void FilterBar::complete(const QString &word)
{
    const QString typed = wordBefore(text(), cursorPosition());
    setSelection(cursorPosition() - static_cast<int>(typed.size()), static_cast<int>(typed.size()));
    insert(word);
}

// Events -----------------------------------------------------------------------------------------------------------

bool FilterBar::event(QEvent *event)
{
    if (event->type() == QEvent::Hide && m_popup)
        m_popup->hide();
    return QLineEdit::event(event);
}

void FilterBar::keyPressEvent(QKeyEvent *event)
{
    static constexpr std::array forOffers{ Qt::Key_Return, Qt::Key_Enter, Qt::Key_Tab, Qt::Key_Escape };
    if (m_completer->popup()->isVisible() && std::ranges::find(forOffers, event->key()) != forOffers.end()) {
        event->ignore(); // the list of columns takes it
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        if (!text().isEmpty())
            clear();
        else if (QWidget *next = nextInFocusChain())
            next->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        emit leftDownwards();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeMistake();
}

void FilterBar::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    placeMistake();
}

void FilterBar::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (m_popup && event->reason() != Qt::PopupFocusReason)
        m_popup->hide();
}

void FilterBar::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const Theme *theme = Theme::instance();
    QPainter painter(this);
    const int size = theme->px(14);
    icon(u"filter"_s, theme->tokens().text2).paint(&painter, QRect(theme->px(7), (height() - size) / 2, size, size));
    if (!m_mistake.isEmpty()) {
        painter.fillRect(QRect(1, height() - theme->px(2), width() - 2, theme->px(2)), theme->tokens().failMark);
    } else if (text().isEmpty() && !hasFocus()) {
        const QRect cap(width() - theme->px(22), (height() - theme->px(16)) / 2, theme->px(16), theme->px(16));
        painter.setPen(theme->tokens().line);
        painter.drawRect(cap.adjusted(0, 0, -1, -1));
        painter.setPen(theme->tokens().text3);
        painter.setFont(theme->headingFont());
        painter.drawText(cap, Qt::AlignCenter, u"/"_s);
    }
}

} // namespace ui
