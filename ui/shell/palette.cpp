// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette.h"

#include "ui/shell/keycap.h"
#include "ui/shell/palettelist.h"
#include "ui/style/icons.h"
#include "ui/style/stylepaint.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int panelWidth = 700;

/// The panel's ground and line; a plain widget would be seen through.
class Panel final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = Theme::instance()->tokens();
        QPainter painter(this);
        painter.fillRect(rect(), t.base);
        painter.setPen(t.text3);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    void mousePressEvent(QMouseEvent *event) override { event->accept(); }
};

/// What the keys do, as they look on the keyboard.
class Foot final : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme *theme = Theme::instance();
        const Tokens &t = theme->tokens();
        QPainter painter(this);
        painter.fillRect(rect(), t.panel);
        painter.setPen(t.line);
        painter.drawLine(0, 0, width(), 0);
        painter.setFont(theme->tableFont());
        const QFontMetrics metrics(theme->tableFont());
        const std::array<std::pair<QString, QString>, 7> hints{ { { u"↑ ↓"_s, Palette::tr("choose") },
                                                                  { u"Enter"_s, Palette::tr("open") },
                                                                  { u"Ctrl+C"_s, Palette::tr("copy") },
                                                                  { u"Esc"_s, Palette::tr("close") },
                                                                  { u">"_s, Palette::tr("actions") },
                                                                  { u"@"_s, Palette::tr("agents") },
                                                                  { u"#"_s, Palette::tr("runs") } } };
        int x = theme->px(14);
        for (const auto &[key, meaning] : hints) {
            x += drawKeyCap(&painter, QPoint(x + keyCapWidth(key), height() / 2 + 1), key) + theme->px(5);
            painter.setPen(t.text2);
            painter.drawText(QRect(x, 1, width() - x, height() - 1), Qt::AlignVCenter, meaning);
            x += metrics.horizontalAdvance(meaning) + theme->px(14);
        }
    }
};

} // namespace

Palette::Palette(const QList<PageEntry> &pages, const Shortcuts &shortcuts, const SavedViews &views, QWidget *window)
    : QWidget(window)
    , m_panel(new Panel(this))
    , m_input(new QLineEdit(m_panel))
    , m_where(new QLabel(m_panel))
    , m_none(new QLabel(tr("Nothing is called that. Ids, addresses and parts of names are found, too."), m_panel))
    , m_list(new QListView(m_panel))
    , m_model(new PaletteModel(this))
    , m_finder(new Finder(pages, shortcuts, views, this))
{
    setObjectName(u"palette"_s);
    setAccessibleName(tr("Find or do"));
    hide();
    m_input->setObjectName(u"paletteInput"_s);
    m_input->setFrame(false);
    m_input->setPlaceholderText(
        tr("A page, agent, framework, task, id or address; > for actions, @ for agents, # for runs"));
    m_input->setAccessibleName(tr("Find or do"));
    m_list->setObjectName(u"paletteList"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setMouseTracking(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *lens = new QLabel(m_panel);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(14, 8, 14, 8);
    top->addWidget(lens);
    top->addWidget(m_input, 1);
    top->addWidget(m_where);
    auto *foot = new Foot(m_panel);
    m_none->setContentsMargins(14, 6, 14, 6);
    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *rule = new QFrame(m_panel);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Plain);
    rule->setForegroundRole(QPalette::Midlight);
    column->addLayout(top);
    column->addWidget(rule);
    column->addWidget(m_list);
    column->addWidget(m_none);
    column->addWidget(foot);

    m_input->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &Palette::ask);
    connect(m_finder, &Finder::answered, this, &Palette::show);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex &index) {
        m_list->setCurrentIndex(index);
        accept();
    });
    const auto restyle = [this, foot, lens] {
        const Theme *theme = Theme::instance();
        QFont large = theme->uiFont();
        large.setPixelSize(theme->px(15));
        m_input->setFont(large);
        lens->setPixmap(icon(u"search"_s).pixmap(QSize(theme->px(16), theme->px(16)), devicePixelRatio()));
        m_where->setFont(theme->tableFont());
        foot->setFixedHeight(theme->px(30));
    };
    connect(Theme::instance(), &Theme::changed, this, restyle);
    restyle();
}

void Palette::open(const stack::Stack *stack, const QString &page, const QString &text)
{
    m_stack = stack;
    m_page = page;
    m_where->setText(stack ? stack->name() + u", "_s + Theme::instance()->frame(stack->config().tier).word : QString());
    if (isHidden())
        m_before = QApplication::focusWidget();
    setGeometry(parentWidget()->rect());
    raise();
    m_model->setOffers({}, {}, 0);
    m_none->hide();
    setVisible(true);
    m_input->setText(text);
    // Not as by a shortcut, which selects: the first letter may have been typed in the header's field.
    m_input->setFocus(Qt::OtherFocusReason);
    m_input->end(false);
    ask(text);
}

void Palette::dismiss()
{
    m_finder->stop();
    hide();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

void Palette::ask(const QString &text)
{
    if (!isVisible())
        return;
    m_answered = false;
    m_acceptWhenAnswered = false;
    m_finder->search(m_stack, text, m_page);
}

void Palette::show(const QList<Offer> &objects, const QList<Offer> &actions, int found)
{
    m_model->setOffers(objects, actions, found);
    m_none->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() > 0);
    if (m_model->rowCount() > 1)
        m_list->setCurrentIndex(m_model->index(1));
    place();
    m_answered = true;
    if (m_acceptWhenAnswered)
        accept();
}

void Palette::place()
{
    const Theme *theme = Theme::instance();
    const int width_ = std::min(theme->px(panelWidth), width() - theme->px(16));
    m_list->setFixedHeight(std::min(m_model->rowCount() * PaletteDelegate::rowHeight(), height() - theme->px(120)));
    m_panel->layout()->activate();
    m_panel->setGeometry((width() - width_) / 2, theme->px(5), width_, m_panel->sizeHint().height());
}

void Palette::move(int step)
{
    int row = m_list->currentIndex().row();
    for (int i = 0; i < m_model->rowCount(); ++i) {
        row = (row + step + m_model->rowCount()) % m_model->rowCount();
        if (!m_model->row(row).heading) {
            m_list->setCurrentIndex(m_model->index(row));
            return;
        }
    }
}

void Palette::accept()
{
    // Never open what stood there for an earlier text: a quick Enter waits for its own answer.
    m_acceptWhenAnswered = !m_answered;
    if (!m_answered)
        return;
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || m_model->row(index.row()).heading)
        return;
    const Offer offer = m_model->row(index.row()).offer;
    m_finder->remember(offer);
    dismiss();
    if (offer.run)
        emit actionChosen(offer.run);
    else if (offer.kind == Offer::Kind::Action && offer.action)
        offer.action->trigger();
    else if (offer.kind == Offer::Kind::Object)
        emit chosen(offer.ref);
}

void Palette::copy() const
{
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid())
        QApplication::clipboard()->setText(m_model->row(index.row()).offer.text);
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
        place();
    }
    if (watched != m_input || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true; // nothing else here takes the focus
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept();
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    default:
        break;
    }
    if (key->matches(QKeySequence::Copy) && !m_input->hasSelectedText()) {
        copy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void Palette::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QWidget::keyPressEvent(event);
}

void Palette::mousePressEvent(QMouseEvent *)
{
    dismiss();
}

void Palette::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), QColor(0, 0, 0, 56));
}

} // namespace ui
