// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/findingrow.h"

#include "models/core/format.h"
#include "ui/style/glyphs.h"
#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace ui {

namespace {

constexpr std::array<std::chrono::minutes, 4> quietSpans{ 30min, 1h, 2h, 8h };

}

FindingRow::FindingRow(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(Theme::instance(), &Theme::changed, this, [this] {
        updateGeometry();
        placeButtons();
        update();
    });
}

void FindingRow::setFinding(const watch::Finding &finding, core::TimePoint now)
{
    // The page asks each ten seconds; an age has steps of a minute.
    QStringList times{ watch::ageText(finding, now), watch::quietText(finding, now) };
    times.removeAll(QString());
    const QString age = times.join(u" · "_s);
    if (finding == m_finding && age == m_age)
        return;
    m_age = age;
    if (finding.steps != m_finding.steps) {
        while (m_buttons.size() > finding.steps.size())
            m_buttons.takeLast()->deleteLater();
        while (m_buttons.size() < finding.steps.size()) {
            auto *button = new QPushButton(this);
            const qsizetype index = m_buttons.size();
            connect(button, &QPushButton::clicked, this, [this, index] { emit stepTaken(m_finding.steps.at(index)); });
            button->show();
            m_buttons += button;
        }
        for (qsizetype i = 0; i < m_buttons.size(); ++i) {
            m_buttons[i]->setText(finding.steps[i].label);
            m_buttons[i]->setIcon(icon(finding.steps[i].icon));
            m_buttons[i]->setAccessibleDescription(finding.subject);
        }
    }
    m_finding = finding;
    setAccessibleName(sentence());
    placeButtons();
    update();
}

QString FindingRow::sentence() const
{
    QString text = m_finding.subject + u' ' + m_finding.fact;
    if (!m_age.isEmpty())
        text += u" · "_s + m_age;
    return m_finding.cause.isEmpty() ? text : text + u". "_s + m_finding.cause;
}

void FindingRow::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    updateGeometry();
    placeButtons();
    update();
}

void FindingRow::setTinted(bool tinted)
{
    if (tinted == m_tinted)
        return;
    m_tinted = tinted;
    update();
}

QSize FindingRow::sizeHint() const
{
    const Theme *theme = Theme::instance();
    const int oneLine = theme->px(28);
    const int twoLines
        = QFontMetrics(theme->uiFont()).height() + QFontMetrics(theme->tableFont()).height() + theme->px(20);
    return { theme->px(400), m_compact ? oneLine : twoLines };
}

void FindingRow::resizeEvent(QResizeEvent *)
{
    placeButtons();
}

void FindingRow::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"findingMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const watch::Step &step : std::as_const(m_finding.steps))
        menu->addAction(icon(step.icon), step.label, this, [this, step] { emit stepTaken(step); });
    menu->addSeparator();
    if (m_finding.quiet) {
        menu->addAction(tr("End its quiet (by %1)").arg(m_finding.quiet->by), this, &FindingRow::quietEnded)
            ->setObjectName(u"quietEnd"_s);
    }
    QMenu *quiet = menu->addMenu(icon(u"alerts"_s), m_finding.quiet ? tr("Quiet for longer") : tr("Quiet"));
    quiet->setToolTip(tr("It counts apart, and nobody is notified of it, unless it becomes worse."));
    for (const std::chrono::minutes span : quietSpans) {
        QAction *action = quiet->addAction(tr("for %1").arg(core::formatSpan(span)), this,
                                           [this, span] { emit quietWanted(span); });
        action->setObjectName(u"quiet-%1"_s.arg(span.count()));
    }
    menu->popup(event->globalPos());
}

void FindingRow::placeButtons()
{
    const Theme *theme = Theme::instance();
    int right = width() - theme->px(10);
    for (auto button = m_buttons.rbegin(); button != m_buttons.rend(); ++button) {
        const QSize size((*button)->sizeHint().width(), theme->px(22));
        (*button)->setGeometry(right - size.width(), (height() - size.height()) / 2, size.width(), size.height());
        right -= size.width() + theme->px(6);
    }
}

int FindingRow::textRight() const
{
    return (m_buttons.isEmpty() ? width() : m_buttons.first()->x()) - Theme::instance()->px(10);
}

void FindingRow::paintEvent(QPaintEvent *)
{
    const Theme *theme = Theme::instance();
    const Tokens &tokens = theme->tokens();
    QPainter painter(this);
    painter.fillRect(rect(), m_tinted ? tokens.failTint : tokens.base);
    painter.fillRect(0, height() - 1, width(), 1, tokens.grid);

    const int glyph = theme->px(14);
    paintGlyph(&painter, QRectF(theme->px(10), (height() - 1 - glyph) / 2, glyph, glyph), glyphFor(m_finding.glyph));

    QFont bold = theme->uiFont();
    bold.setWeight(QFont::DemiBold);
    const int left = theme->px(38);
    const int lineHeight = QFontMetrics(theme->uiFont()).height();
    const int causeHeight = QFontMetrics(theme->tableFont()).height();
    const int top = m_compact ? (height() - 1 - lineHeight) / 2 : (height() - 1 - lineHeight - causeHeight - 2) / 2;
    int x = left;
    const auto write = [&](const QString &text, const QFont &font, const QColor &colour) {
        const int room = textRight() - x;
        if (room <= 0 || text.isEmpty())
            return;
        painter.setFont(font);
        painter.setPen(colour);
        const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, room);
        painter.drawText(QRect(x, top, room, lineHeight), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
        x += painter.fontMetrics().horizontalAdvance(shown);
    };
    // The age is short and says much: the fact gives way to it.
    const QString age = m_age.isEmpty() ? QString() : u" · "_s + m_age;
    const QFontMetrics plain(theme->uiFont());
    const QString fact
        = plain.elidedText(u' ' + m_finding.fact, Qt::ElideRight,
                           std::max(0,
                                    textRight() - left - QFontMetrics(bold).horizontalAdvance(m_finding.subject)
                                        - plain.horizontalAdvance(age)));
    const QColor colour = m_finding.quiet ? tokens.text2 : tokens.text;
    write(m_finding.subject, bold, colour);
    write(fact, theme->uiFont(), colour);
    write(age, theme->uiFont(), m_tinted ? tokens.text2 : tokens.text3);
    if (m_compact)
        return;
    painter.setFont(theme->tableFont());
    painter.setPen(tokens.text2);
    painter.drawText(QRect(left, top + lineHeight + 2, textRight() - left, causeHeight),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     painter.fontMetrics().elidedText(m_finding.cause, Qt::ElideRight, textRight() - left));
}

} // namespace ui
