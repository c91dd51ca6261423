### A supervisão: quanto há, o que vence primeiro e com quem está.

place-board = Supervisão
board-live = { $moment }, ao vivo
board-now = Agora
board-whose = De quem
board-everybody = Todos os grupos
board-groups = Grupos
board-people = Pessoas
board-no-group-name = Sem grupo
board-every-priority = Todas as prioridades
board-all-priorities = De todas as prioridades
board-filters-off = Remover filtros
board-keep = Guardar filtro
board-filter-name = Nome
board-filters = Filtros guardados
board-filter-rename = Mudar nome
board-filter-delete = Excluir filtro
board-filter-kept = Filtro guardado: { $name }
board-filter-deleted = Filtro excluído: { $name }

## Números
board-late = Vencidos
board-soon = Vencem em 4 h
board-new = Não assumidos
board-unassigned = Sem atribuir
board-unpromised = Sem compromisso
board-waiting = Aguardando
board-open = Abertos
board-at-least = { $count } ou mais

## O que vence
board-due = O que vence primeiro
board-moved = A lista mudou. Mostrar
board-case = Chamado
board-unit = Unidade
board-promised = Prometido ao cliente
board-promised-groups = Prometido entre grupos
board-holder = Está com
board-no-promise = sem compromisso
board-part-late = Vencidos
board-part-soon = Em até 4 horas
board-part-later = Mais tarde
board-part-unpromised = Sem compromisso
board-rest = Há mais. No CSV estão todos.
board-reassign = Reatribuir
board-pass-one = Encaminhar { $number }
board-assign-one = Atribuir { $number }
board-given = { $number } atribuído a { $name }, { $group }
board-no-group = { $name } não está em nenhum grupo: antes, adicionar a pessoa a um.
board-nothing = Nada aberto
board-nothing-next = Os chamados abertos aparecem aqui, o que vence antes primeiro.
board-nothing-filtered = Nada aberto com este filtro
board-no-agreements = Ainda não há acordos de serviço
board-no-agreements-next = Sem acordos, nenhum chamado tem prazo. Quem administra os define, no modelo de serviço.
board-agree = Definir acordos

## Carga
board-load = Carga
board-load-groups = Carga por grupo
board-load-people = Carga por pessoa
board-load-priorities = Carga por prioridade
board-name-groups = Grupo
board-name-people = Pessoa
board-name-priorities = Prioridade
board-share = Comparado com quem tem mais
board-short-unassigned = Sem atribuir
board-short-late = Vencidos
board-short-soon = Em 4 h
board-drop = Soltar sobre quem o recebe

## Arquivo
list-csv = Baixar CSV
board-csv = Baixar CSV do que vence primeiro
board-csv-load = Baixar a carga em CSV
board-csv-unpromised = CSV sem compromisso
alarms-csv = Baixar CSV dos alarmes

## Em uma tela na parede
wall-title = Mural
wall-show = Mostrar em uma tela
wall-explained = O mural é a supervisão em tela cheia, para ler a oito metros. Atualiza-se sozinho, sem entrar, e não mostra pessoas nem assuntos.
wall-name = Qual tela
wall-name-help = Por exemplo, “Sala de operações”. Com esse nome aparece na lista.
wall-make = Fazer um link
wall-ask = Os links são feitos por quem supervisiona ou administra.
wall-made = Link para { $name }
wall-secret = É mostrado só desta vez. Abre o mural e nada mais; se cair em outras mãos, basta revogá-lo.
wall-link = o link
wall-lost = O link já tinha sido feito e não pode ser mostrado de novo. Revogá-lo e fazer outro.
wall-theme = Aparência
wall-links = Links que abrem o mural
wall-link-made = feito { $when }
wall-revoke = Revogar
wall-revoke-named = Revogar { $name }
wall-revoke-question = Revogar? A tela deixa de mostrar o mural.
wall-revoked = Link revogado: { $name }
wall-try = Abrir com esta sessão
wall-shut = Este link não abre o mural: está incompleto, expirou ou foi revogado. Quem supervisiona pode fazer um novo.
wall-nothing = Nenhum prazo correndo
wall-since = Dados das { $time }.
wall-open = { $open ->
    [one] Um chamado aberto
   *[other] { $open } chamados abertos
}, { $waiting } aguardando
