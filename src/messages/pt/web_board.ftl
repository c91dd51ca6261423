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
board-forget = Esquecer filtro
board-kept = Filtro guardado neste navegador: a Supervisão abre com ele.
board-forgotten = Filtro esquecido: a Supervisão abre com tudo.

## Números
board-late = Vencidos
board-soon = Vencem em 4 h
board-new = Não assumidos
board-unassigned = Sem atribuir
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
board-rest = Há mais. No CSV estão todos.
board-reassign = Reatribuir
board-pass-one = Encaminhar { $number }
board-assign-one = Atribuir { $number }
board-given = { $number } atribuído a { $name }, { $group }
board-no-group = { $name } não está em nenhum grupo: antes, adicionar a pessoa a um.
board-nothing = Nenhum prazo correndo
board-nothing-next = Os chamados abertos com prazo aparecem aqui, o que vence antes primeiro.
board-nothing-filtered = Nenhum prazo com este filtro
board-no-agreements = Ainda não há acordos de serviço
board-no-agreements-next = Sem acordos, nenhum chamado tem prazo. Quem administra os define, no modelo de serviço.
board-agree = Definir acordos

## Carga
board-load = Carga
board-load-groups = Carga por grupo
board-load-people = Carga por pessoa
board-name-groups = Grupo
board-name-people = Pessoa
board-share = Comparado com quem tem mais
board-short-unassigned = Sem atribuir
board-short-late = Vencidos
board-short-soon = Em 4 h
board-drop = Soltar sobre quem o recebe

## Arquivo
list-csv = Baixar CSV
board-csv = Baixar CSV do que vence primeiro
alarms-csv = Baixar CSV dos alarmes

## Em uma tela na parede
wall-title = Mural
wall-show = Mostrar em uma tela
wall-explained = O mural é a supervisão em tela cheia, para ler a oito metros. Atualiza-se sozinho e não mostra pessoas. Abre com um link próprio, sem entrar:
wall-make-token = Criar um token com o papel de supervisor e escopo de leitura
wall-ask-token = Pedir a quem administra um token com o papel de supervisor e escopo de leitura
wall-open-link = Abrir na tela, com o token no final:
wall-link = o começo do link
wall-theme = Para escolher claro ou escuro:
wall-secret = Com esse token se lê tudo o que a supervisão vê: guardá-lo só nessa tela, e revogá-lo quando não for mais usado.
wall-try = Abrir com esta sessão
wall-shut = Este link não abre o mural: o token falta, expirou ou foi revogado. Abrir o link completo de novo, ou pedir um novo.
wall-since = Dados das { $time }.
wall-open = { $open ->
    [one] Um chamado aberto
   *[other] { $open } chamados abertos
}, { $waiting } aguardando
